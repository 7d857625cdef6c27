import { expect, it } from 'vitest';
import { permissionOf } from './permission.ts';

const TAKES = { commands: true };
const ROLES = ['viewer', 'technician', 'admin'] as const;

it('lets everybody do what the roles below them may', () => {
  for (const [rank, role] of ROLES.entries()) {
    const allowed = ROLES.filter((needed) => permissionOf(role, TAKES, [needed]).allowed);
    expect(allowed).toEqual(ROLES.slice(0, rank + 1));
  }
});

it('asks for the highest of what the connection and the control need, and says which', () => {
  const why = 'Needs the role admin; you are signed in as technician: ask for that role.';
  expect(permissionOf('technician', TAKES, ['technician', 'admin'])).toEqual({ allowed: false, why });
  expect(permissionOf('technician', TAKES, ['admin', 'viewer'])).toEqual({ allowed: false, why });
  expect(permissionOf('admin', TAKES, ['technician', 'admin'])).toEqual({ allowed: true });
});

it('says why a back end takes no commands, whoever asks', () => {
  const why = 'It only reports.';
  expect(permissionOf('admin', { commands: false, why }, ['viewer'])).toEqual({ allowed: false, why });
  expect(permissionOf('admin', { commands: false }, ['viewer'])).toEqual({
    allowed: false,
    why: 'This back end takes no commands.',
  });
});

it('lets nobody switch once the session has ended, and says what to do', () => {
  expect(permissionOf('admin', TAKES, ['viewer'], true)).toEqual({
    allowed: false,
    why: 'The session has ended. Sign in again to switch.',
  });
});
