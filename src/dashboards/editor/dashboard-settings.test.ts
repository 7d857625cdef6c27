import { describe, expect, it } from 'vitest';
import { dashboardDocument } from '../document.fixture.ts';
import { notTaken, settingsOf, typedOver, withSettings } from './dashboard-settings.ts';

const document = dashboardDocument('plant', { variables: [{ name: 'site', kind: 'connection' }] });
const wrong = [{ name: 'Raum 1', kind: 'room' }];

describe('the settings of a dashboard', () => {
  it('are taken each on its own: a title beside a variable that is wrong', () => {
    const next = withSettings(document, { ...settingsOf(document), title: 'Boiler', variables: wrong });
    expect(next.metadata.title).toBe('Boiler');
    expect(next.spec.variables).toBe(document.spec.variables);
    const other = withSettings(document, { title: '', tags: ['a'], variables: [] });
    expect(other.metadata).toMatchObject({ title: document.metadata.title, tags: ['a'] });
    expect(other.spec.variables).toEqual([]);
  });

  it('that change nothing leave the very same document', () => {
    expect(withSettings(document, settingsOf(document))).toBe(document);
    expect(withSettings(document, { ...settingsOf(document), variables: wrong })).toBe(document);
    expect(withSettings(document, structuredClone(settingsOf(document)))).toBe(document);
  });

  it('are taken out where they may be', () => {
    const withWindow = withSettings(document, { ...settingsOf(document), window: '1h' });
    expect(withWindow.spec).toHaveProperty('window', '1h');
    expect(withSettings(withWindow, settingsOf(document)).spec).not.toHaveProperty('window');
  });

  it('that are not taken are named', () => {
    expect(notTaken(settingsOf(document))).toEqual([]);
    expect(notTaken({ ...settingsOf(document), title: '', variables: wrong })).toEqual([
      'Title',
      'Variables',
    ]);
  });

  it('stay as they were typed while others are changed elsewhere', () => {
    const typed = { values: { ...settingsOf(document), variables: wrong }, of: settingsOf(document) };
    const renamed = { ...document, metadata: { ...document.metadata, title: 'Elsewhere' } };
    expect(typedOver(settingsOf(renamed), typed)).toMatchObject({ title: 'Elsewhere', variables: wrong });
    const undone = { ...document, spec: { ...document.spec, variables: [] } };
    expect(typedOver(settingsOf(undone), typed)).toMatchObject({ variables: [] });
  });
});
