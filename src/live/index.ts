export { useAudit } from './audit.ts';
export {
  connectionTools,
  fetchSamples,
  forgetHistory,
  order,
  orderGroup,
  previewOrder,
  retryConnection,
  startEngine,
  supplyCredentials,
  withhold,
} from './engine.ts';
export * from './hooks.ts';
export { type ChartRequest, openChart, openLatest, type ViewHandle } from './views.ts';
