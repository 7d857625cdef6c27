import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconClipboard,
  IconCode,
  IconDeviceDesktop,
  IconDeviceMobile,
  IconPlus,
  IconSettings,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import controls from '../../ui/controls.module.css';
import { t } from '../../ui/text.ts';
import styles from './bar.module.css';
import type { Breakpoint } from './layout.ts';
import type { EditorModel } from './use-editor.ts';

interface ToolProps {
  readonly label: string;
  /** Shown under the pointer: what it does, and its keys. */
  readonly hint?: string;
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function Tool({ label, hint = label, isPressed, isDisabled = false, onPress, children }: ToolProps) {
  return (
    <button
      type="button"
      className={styles.tool}
      aria-label={label}
      title={hint}
      {...(isPressed !== undefined && { 'aria-pressed': isPressed })}
      aria-disabled={isDisabled}
      onClick={() => !isDisabled && onPress()}
    >
      {children}
    </button>
  );
}

const ICON = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;

interface BarProps {
  readonly editor: EditorModel;
  readonly breakpoint: Breakpoint;
  readonly onBreakpoint: (breakpoint: Breakpoint) => void;
  /** What is to be known of what is not saved. */
  readonly status: string;
  readonly isChanged: boolean;
  readonly onAdd: () => void;
  readonly onPaste: () => void;
  readonly onSettings: () => void;
  readonly onJson: () => void;
  readonly onCancel: () => void;
  readonly onSave: () => void;
}

/** What can be done with the dashboard as a whole. */
export function Bar(props: BarProps) {
  const { editor, breakpoint, onBreakpoint, status, isChanged } = props;
  const { document, history, change, undo, redo } = editor;
  const last = history.past.at(-1)?.what;
  const next = history.future[0]?.what;
  return (
    <header className={styles.bar}>
      <div className={styles.name}>
        <input
          aria-label={t('Title of the dashboard')}
          maxLength={200}
          value={document.metadata.title}
          onChange={(event) => {
            const title = event.currentTarget.value;
            // A dashboard without a title could not be found again: the last letter stays.
            if (title.trim() === '') return;
            change({
              make: (old) => ({ ...old, metadata: { ...old.metadata, title } }),
              what: t('Renamed the dashboard'),
              goesOnWith: 'dashboard title',
            });
          }}
        />
        <p className={styles.status}>{status}</p>
      </div>
      <div className={styles.tools} role="toolbar" aria-label={t('Editing')}>
        <Tool
          label={t('Undo')}
          hint={last === undefined ? t('Nothing to undo') : t('Undo: {what} (Ctrl+Z)', { what: last })}
          isDisabled={last === undefined}
          onPress={undo}
        >
          <IconArrowBackUp {...ICON} />
        </Tool>
        <Tool
          label={t('Redo')}
          hint={next === undefined ? t('Nothing to redo') : t('Redo: {what} (Ctrl+Shift+Z)', { what: next })}
          isDisabled={next === undefined}
          onPress={redo}
        >
          <IconArrowForwardUp {...ICON} />
        </Tool>
        <span className={styles.pair}>
          <Tool
            label={t('Wide layout')}
            hint={t('The layout of wide screens')}
            isPressed={breakpoint === 'wide'}
            onPress={() => onBreakpoint('wide')}
          >
            <IconDeviceDesktop {...ICON} />
          </Tool>
          <Tool
            label={t('Narrow layout')}
            hint={t('The layout of phones: one column')}
            isPressed={breakpoint === 'narrow'}
            onPress={() => onBreakpoint('narrow')}
          >
            <IconDeviceMobile {...ICON} />
          </Tool>
        </span>
        <Tool label={t('Paste')} hint={t('Paste a widget (Ctrl+V)')} onPress={props.onPaste}>
          <IconClipboard {...ICON} />
        </Tool>
        <Tool
          label={t('Dashboard settings')}
          hint={t('Title, tags, time window, variables')}
          onPress={props.onSettings}
        >
          <IconSettings {...ICON} />
        </Tool>
        <Tool label={t('JSON')} hint={t('The dashboard as JSON')} onPress={props.onJson}>
          <IconCode {...ICON} />
        </Tool>
        <button type="button" className={styles.add} onClick={props.onAdd}>
          <IconPlus {...ICON} /> {t('Add a widget')}
        </button>
      </div>
      <div className={styles.end}>
        <button type="button" className={controls.button} onClick={props.onCancel}>
          {isChanged ? t('Cancel') : t('Close')}
        </button>
        <button type="button" className={controls.primary} title={t('Save (Ctrl+S)')} onClick={props.onSave}>
          {t('Save')}
        </button>
      </div>
    </header>
  );
}
