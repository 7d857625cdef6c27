import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceAddress, deviceCode, deviceLink, readCode, readLink } from './address.ts';

const BASE = 'https://plant.example/board/';

/** Names that an address can hold: `.` and `..` mean folders there, and half a surrogate pair is no character. */
const names = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .filter((name) => name !== '.' && name !== '..');

describe('the address of a device', () => {
  it('leads back to the device, whatever its name', () => {
    fc.assert(
      fc.property(names, names, (connection, device) => {
        const place = { connection, device };
        expect(readLink(deviceLink(place, BASE), BASE)).toEqual(place);
      }),
    );
  });

  it('is the same from within and from anywhere', () => {
    const place = { connection: 'bridge', device: 'thermometer/i2c0-48' };
    expect(deviceAddress(place)).toBe('/devices/bridge/thermometer%2Fi2c0-48');
    expect(deviceLink(place, BASE)).toBe('https://plant.example/board/devices/bridge/thermometer%2Fi2c0-48');
  });

  it('is made for names that no address can hold, too', () => {
    expect(deviceAddress({ connection: 'bridge', device: '\ud800' })).toBe('/devices/bridge/%EF%BF%BD');
  });

  it('has nothing in it of how this page itself was opened', () => {
    const opened = 'https://ann:secret@plant.example/board/?code=1#token=2';
    expect(deviceLink({ connection: 'a', device: 'b' }, opened)).toBe(
      'https://plant.example/board/devices/a/b',
    );
  });
});

describe('a scanned code', () => {
  it('counts where it is a link of this page to a device, and nothing but the names is taken from it', () => {
    expect(readLink(' https://plant.example/board/devices/bridge/relay%2F1/?var-x=1#y ', BASE)).toEqual({
      connection: 'bridge',
      device: 'relay/1',
    });
  });

  it('does not count where it is anything else', () => {
    for (const text of [
      '',
      'relay 3',
      'bridge/relay',
      '/board/devices/bridge/relay',
      'javascript:alert(1)',
      'data:text/html,<script>',
      'https://evil.example/board/devices/bridge/relay',
      'https://plant.example.evil.example/board/devices/bridge/relay',
      'https://plant.example@evil.example/board/devices/bridge/relay',
      'https://ann@plant.example/board/devices/bridge/relay',
      'http://plant.example/board/devices/bridge/relay',
      'https://plant.example:8443/board/devices/bridge/relay',
      'https://plant.example/devices/bridge/relay',
      'https://plant.example/board/../devices/bridge/relay',
      'https://plant.example/other/devices/bridge/relay',
      'https://plant.example/board/devices/bridge',
      'https://plant.example/board/devices/bridge/relay/more',
      'https://plant.example/board/devices//relay',
      'https://plant.example/board/devices/bridge/%E0%A4%A',
      'https://plant.example/board/connections/bridge/edit',
      `https://plant.example/board/devices/bridge/${'x'.repeat(2_000)}`,
    ]) {
      expect(readLink(text, BASE), text).toBeNull();
    }
  });

  it('never leads anywhere but to a device of this page, and never throws', () => {
    const piece = fc.constantFrom(
      'https://plant.example',
      '/board/',
      'devices/',
      '..',
      '\\',
      '@',
      '%2e',
      '?',
      '#',
      ':',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 8 }), (pieces) => {
        const place = readLink(pieces.join(''), BASE);
        if (place === null) return;
        const target = new URL(deviceLink(place, BASE));
        expect(target.origin).toBe('https://plant.example');
        expect(target.pathname.startsWith('/board/devices/') || /^\.\.?$/.test(place.device)).toBe(true);
      }),
    );
  });
});

describe('a typed code', () => {
  it('is what the label says', () => {
    fc.assert(
      fc.property(
        names.filter((name) => name.trim() === name),
        (device) => {
          const place = { connection: 'bridge', device };
          expect(readCode(deviceCode(place), ['fleet', 'bridge'])).toEqual(place);
        },
      ),
    );
    expect(readCode('BRIDGE/relay/i2c0-3b ', ['bridge'])).toEqual({
      connection: 'bridge',
      device: 'relay/i2c0-3b',
    });
  });

  it('means nothing where its connection is none of this page', () => {
    for (const text of ['', '/', 'relay', '/relay', 'bridge/', 'https://plant.example/board/devices/a/b']) {
      expect(readCode(text, ['bridge']), text).toBeNull();
    }
  });
});
