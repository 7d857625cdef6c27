import type { AlarmEvent, AlarmState } from '../../model/alarm.ts';

/** What an alarm has been through, as far as it decides what comes next. */
export interface AlarmLife {
  /** What is wrong is so now. Followed while the alarm is set aside, too. */
  readonly isActive: boolean;
  readonly isAcknowledged: boolean;
  readonly isShelved: boolean;
  readonly isSuppressed: boolean;
  /** It was raised while it was suppressed, and is still active: nobody has been told. */
  readonly isHeldBack: boolean;
}

export const NORMAL: AlarmLife = {
  isActive: false,
  isAcknowledged: true,
  isShelved: false,
  isSuppressed: false,
  isHeldBack: false,
};

/**
 * The state people see. What is suppressed is so for everybody, whoever has shelved it.
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
 * is unacknowledged then, and what is over needs no acknowledgement: a person has set it aside, knowing of it.
 *
 * Suppressing is nobody's deed, so it acknowledges nothing. What was suppressed comes back as it was, unless it was raised meanwhile: an
 * outage of a link is no news about an alarm that somebody knows of, and what nobody has acknowledged still waits for it. What began and
 * ended while it was suppressed has been no alarm.
 */
export function next(life: AlarmLife, event: AlarmEvent): AlarmLife {
  switch (event) {
    case 'raised':
      if (life.isActive) return life;
      return life.isSuppressed
        ? { ...life, isActive: true, isHeldBack: true }
        : { ...life, isActive: true, isAcknowledged: false };
    case 'returned':
      if (!life.isActive) return life;
      return settled({ ...life, isActive: false, isHeldBack: false });
    case 'acknowledged':
      return life.isAcknowledged || life.isShelved || life.isSuppressed
        ? life
        : { ...life, isAcknowledged: true };
    case 'shelved':
      return life.isShelved ? life : settled({ ...life, isShelved: true });
    case 'unshelved':
      return life.isShelved ? { ...life, isShelved: false, isAcknowledged: !life.isActive } : life;
    case 'suppressed':
      return life.isSuppressed ? life : { ...life, isSuppressed: true };
    case 'released':
      if (!life.isSuppressed) return life;
      return {
        ...life,
        isSuppressed: false,
        isHeldBack: false,
        isAcknowledged: life.isAcknowledged && !life.isHeldBack,
      };
  }
}

/** Nobody is asked to acknowledge what is over and was set aside by a person. */
function settled(life: AlarmLife): AlarmLife {
  return life.isActive || !life.isShelved ? life : { ...life, isAcknowledged: true };
}
