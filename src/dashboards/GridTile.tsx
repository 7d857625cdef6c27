import { createContext, type ReactNode, useContext } from 'react';
import { WidgetTile } from '../widgets/index.ts';
import type { WidgetEntry } from './schema.ts';

/** Draws one widget of a dashboard. @param entry as the document has it */
export type DrawTile = (entry: WidgetEntry) => ReactNode;

const DrawTileContext = createContext<DrawTile>((entry) => <WidgetTile entry={entry} />);

/** How the tiles within are drawn: with the dashboard's variables put in, for one. */
export const DrawTiles = DrawTileContext.Provider;

/** A widget in its place of a grid, whichever grid that is. */
export function GridTile({ entry }: { readonly entry: WidgetEntry }) {
  const draw = useContext(DrawTileContext);
  return draw(entry);
}
