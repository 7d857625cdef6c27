import { useEffect, useMemo } from 'react';
import { setup } from '../../config/index.ts';
import { checkKiosk, type Turn, type WallSettings } from '../../config/kiosk.ts';
import { Failure } from '../../dashboards/Failure.tsx';
import { OrdersWithheld, withholdAll } from '../../live/index.ts';
import { Link, Route, Routes, useParams } from '../../ui/router/index.ts';
import { type PlainText, t } from '../../ui/text.ts';
import { EndedOnWall } from '../device-sign-in/EndedOnWall.tsx';
import NotFound from '../NotFound.tsx';
import { Display } from './Display.tsx';
import { NoWall } from './NoWall.tsx';
import { DeploymentWall, LinkedWall, OwnWall } from './single.tsx';
import { useShows } from './use-shows.ts';
import { useWakeLock, WakeLock } from './use-wake-lock.ts';
import { Wall } from './Wall.tsx';
import styles from './wall.module.css';

/** What a control and the engine say of an order. */
const READ_ONLY: PlainText = 'Only a display: switch elsewhere.';

interface KioskPagesProps {
  /** The `kiosk` part of config.json, as it is in the file. */
  readonly given: unknown;
  /** Addresses of the deployment's dashboards; the first is the overview. */
  readonly sources: readonly string[];
  /** What is wrong with the rest of config.json, in words. Should be stable. */
  readonly problems: readonly string[];
}

interface PlaylistProps {
  readonly playlists: ReadonlyMap<string, readonly Turn[]>;
  readonly settings: WallSettings;
  readonly problems: readonly string[];
}

/** What playlists there are. */
function Playlists({ playlists }: Pick<PlaylistProps, 'playlists'>) {
  if (playlists.size === 0)
    return <p>{t('config.json has no playlist. Name some under “kiosk”, then reload.')}</p>;
  return (
    <ul className={styles.list}>
      {[...playlists.keys()].map((name) => (
        <li key={name}>
          <Link to={`/kiosk/${name}`}>{name}</Link>
        </li>
      ))}
    </ul>
  );
}

/** The wall of one list of dashboards. */
function ListedWall({
  turns,
  settings,
  problems,
}: Omit<PlaylistProps, 'playlists'> & { readonly turns: readonly Turn[] }) {
  const found = useShows(turns);
  const all = useMemo(() => [...problems, ...(found?.problems ?? [])], [problems, found]);
  if (!found) return null;
  if (found.shows.length === 0) {
    return (
      <NoWall>
        <Failure
          reason={t('None of its dashboards can be shown. They are tried again by themselves.')}
          problems={all}
        >
          {null}
        </Failure>
      </NoWall>
    );
  }
  return <Wall shows={found.shows} settings={settings} problems={all} />;
}

function PlaylistWall({ playlists, settings, problems }: PlaylistProps) {
  const { playlist = '' } = useParams();
  const turns = playlists.get(playlist);
  if (!turns) {
    return (
      <NoWall>
        <Failure
          reason={t('There is no playlist “{name}” in config.json.', { name: playlist })}
          problems={problems}
        >
          <Playlists playlists={playlists} />
        </Failure>
      </NoWall>
    );
  }
  return <ListedWall key={playlist} turns={turns} settings={settings} problems={problems} />;
}

/** Everything that is shown on walls. Fetched only there. */
export default function KioskPages({ given, sources, problems: others }: KioskPagesProps) {
  const {
    wall: settings,
    playlists,
    problems: own,
  } = useMemo(() => checkKiosk(given, setup().base), [given]);
  const overview = useMemo(() => sources.slice(0, 1), [sources]);
  const { isReadOnly } = settings;
  useEffect(() => {
    for (const problem of own) console.error(`config.json: ${problem}`);
  }, [own]);
  const problems = useMemo(() => [...others, ...own], [others, own]);
  useEffect(() => {
    if (!isReadOnly) return;
    // The controls say so, and the engine holds it, whatever they let through.
    withholdAll(READ_ONLY);
    return () => withholdAll('');
  }, [isReadOnly]);
  const wake = useWakeLock();
  const shared = { settings, problems };
  return (
    <OrdersWithheld value={isReadOnly ? t(READ_ONLY) : ''}>
      <WakeLock value={wake}>
        <Display settings={settings}>
          <Routes>
            <Route
              path="kiosk"
              element={
                <NoWall>
                  <h1>{t('Playlists')}</h1>
                  <Playlists playlists={playlists} />
                </NoWall>
              }
            />
            <Route path="kiosk/:playlist" element={<PlaylistWall playlists={playlists} {...shared} />} />
            <Route index element={<DeploymentWall sources={overview} {...shared} />} />
            <Route
              path="dashboards/deployment/:id"
              element={<DeploymentWall sources={sources} {...shared} />}
            />
            <Route path="dashboards/own/:id" element={<OwnWall {...shared} />} />
            <Route path="dashboards/link" element={<LinkedWall {...shared} />} />
            <Route
              path="*"
              element={
                <NoWall>
                  <NotFound />
                </NoWall>
              }
            />
          </Routes>
          <EndedOnWall />
        </Display>
      </WakeLock>
    </OrdersWithheld>
  );
}
