import { useEffect, useMemo, useState } from 'react';
import type { WallSettings } from '../../config/kiosk.ts';
import type { ReadDocument } from '../../dashboards/document.ts';
import { Failure } from '../../dashboards/Failure.tsx';
import { useOwnDashboards } from '../../dashboards/own.ts';
import type { DashboardDocument } from '../../dashboards/schema.ts';
import { fromFragment } from '../../dashboards/transfer/link.ts';
import { OrdersWithheld } from '../../live/index.ts';
import { useSession } from '../../session/index.ts';
import { useLocation, useParams, useQuery } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import { NoWall } from './NoWall.tsx';
import { useDocuments } from './use-documents.ts';
import { Wall } from './Wall.tsx';

/** How long each part of a dashboard is shown that is too high for the screen. */
const PART_MS = 30_000;

interface SingleProps {
  readonly settings: WallSettings;
  readonly problems: readonly string[];
}

/** One dashboard on a wall. Its variables have the values of the address. */
function One({ document, ...rest }: SingleProps & { readonly document: DashboardDocument }) {
  const [query] = useQuery();
  const shows = useMemo(() => {
    const given = document.spec.variables.flatMap(({ name }) => {
      const value = query.get(`var-${name}`);
      return value === null ? [] : [[name, value] as const];
    });
    return [{ document, lengthMs: PART_MS, variables: Object.fromEntries(given) }];
  }, [document, query]);
  return <Wall shows={shows} {...rest} />;
}

function Missing({ problems = [] }: { readonly problems?: readonly string[] }) {
  return (
    <NoWall>
      <Failure
        reason={t('There is no such dashboard, or it cannot be read. Check the address.')}
        problems={problems}
      >
        {null}
      </Failure>
    </NoWall>
  );
}

/**
 * One of the deployment's dashboards, by the address's id; the first where it has none.
 * @param sources should be stable (memoised)
 */
export function DeploymentWall({ sources, ...rest }: SingleProps & { readonly sources: readonly string[] }) {
  const { id } = useParams();
  const found = useDocuments(sources);
  if (!found) return null;
  const document = [...found.documents.values()].find(
    ({ metadata }) => id === undefined || metadata.id === id,
  );
  if (!document) return found.isWhole ? <Missing problems={found.problems} /> : null;
  return <One document={document} {...rest} />;
}

/** One of the person's own dashboards. */
export function OwnWall(rest: SingleProps) {
  const { id } = useParams();
  const owner = useSession((s) => s.person.subject);
  const own = useOwnDashboards(owner);
  if (!own) return null;
  const read = own.dashboards.find((one) => one.id === id)?.read;
  if (!read?.ok) return <Missing problems={read?.problems ?? []} />;
  return <One document={read.document} {...rest} />;
}

/** A dashboard that came with a link: nothing is switched with it, whatever the configuration says of displays. */
export function LinkedWall(rest: SingleProps) {
  const { hash } = useLocation();
  const [read, setRead] = useState<ReadDocument | null>(null);
  useEffect(() => {
    let isCurrent = true;
    fromFragment(hash).then((next) => isCurrent && setRead(next));
    return () => {
      isCurrent = false;
    };
  }, [hash]);
  if (!read) return null;
  if (!read.ok) return <Missing problems={read.problems} />;
  return (
    <OrdersWithheld value={t('This dashboard came with a link. Keep it to switch with it.')}>
      <One document={read.document} {...rest} />
    </OrdersWithheld>
  );
}
