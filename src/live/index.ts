export { type Engine, order, retryConnection, startEngine, supplyCredentials } from './engine.ts';
export * from './hooks.ts';
export { type ChartRequest, openChart, openLatest, type ViewHandle } from './views.ts';
