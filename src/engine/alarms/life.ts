import type { AlarmEvent, AlarmState } from '../../model/alarm.ts';

/** What an alarm has been through, as far as it decides what comes next. */
export interface AlarmLife {
  /** What is wrong is so now. Followed while the alarm is set aside, too. */
  readonly isActive: boolean;
  readonly isAcknowledged: boolean;
  readonly isShelved: boolean;
  readonly isSuppressed: boolean;
}

export const NORMAL: AlarmLife = {
  isActive: false,
  isAcknowledged: true,
  isShelved: false,
  isSuppressed: false,
};

/**
 * The state people see. What is suppressed is so for everybody, whoever has shelved it; what is over and set aside needs no
 * acknowledgement.
 */
export function stateOf({ isActive, isAcknowledged, isShelved, isSuppressed }: AlarmLife): AlarmState {
  if (isSuppressed) return 'suppressed';
  if (isShelved) return 'shelved';
  if (isActive) return isAcknowledged ? 'acknowledged' : 'unacknowledged';
  return isAcknowledged ? 'normal' : 'returned';
}

/**
 * What an event makes of an alarm; the same object where it changes nothing.
 *
 * An alarm that is raised anew is unacknowledged, whoever acknowledged it before. Shelving ends with a reminder: what is still active
 * is unacknowledged then. What was suppressed comes back as it was, unless it was raised meanwhile: an outage of a link is no news
 * about an alarm that somebody knows of. What is over by the time it comes back from either is normal.
 */
export function next(life: AlarmLife, event: AlarmEvent): AlarmLife {
  switch (event) {
    case 'raised':
      return life.isActive ? life : { ...life, isActive: true, isAcknowledged: false };
    case 'returned':
      if (!life.isActive) return life;
      return isSetAside(life) ? settled({ ...life, isActive: false }) : { ...life, isActive: false };
    case 'acknowledged':
      return life.isAcknowledged || isSetAside(life) ? life : { ...life, isAcknowledged: true };
    case 'shelved':
      return life.isShelved ? life : settled({ ...life, isShelved: true });
    case 'unshelved':
      return life.isShelved ? { ...life, isShelved: false, isAcknowledged: !life.isActive } : life;
    case 'suppressed':
      return life.isSuppressed ? life : settled({ ...life, isSuppressed: true });
    case 'released':
      return life.isSuppressed ? { ...life, isSuppressed: false } : life;
  }
}

function isSetAside({ isShelved, isSuppressed }: AlarmLife): boolean {
  return isShelved || isSuppressed;
}

/** Nobody is asked to acknowledge what is over and set aside. */
function settled(life: AlarmLife): AlarmLife {
  return life.isActive ? life : { ...life, isAcknowledged: true };
}
