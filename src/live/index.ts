export { actedAt, actingAt } from './acted.ts';
export {
  subscribeAlarms,
  useAlarmPermission,
  useAlarms,
  useHasAlarms,
  useJournalNews,
  useWatchesAlarms,
} from './alarms.ts';
export {
  actOnAlarms,
  alarmFacts,
  alarmJournal,
  alarmMarks,
  alarmThresholds,
  connectionTools,
  fetchSamples,
  order,
  orderGroup,
  previewOrder,
  retryConnection,
  supplyCredentials,
  withhold,
  withholdAll,
} from './door.ts';
export { firstLink, linksMade } from './first.ts';
export * from './hooks.ts';
export { type Answered, answeredOf, type Latest, latestOf } from './latest.ts';
export { isOrderUnderWay } from './leaving.ts';
export { networkEstimate, onNetworkChange } from './network.ts';
export { ownScript } from './own-script.ts';
export type { Permission } from './permission.ts';
export { delayOf, overallQuality, qualityOf } from './quality.ts';
export { EngineLostError } from './run.ts';
export { chooseSaver, isSaving, type SaverChoice, type SaverReason } from './saver.ts';
export { noteShows, showsNow } from './shows.ts';
export { isStill } from './stillness.ts';
export { liveStore } from './store.ts';
export { useSaver, useSaverChoice } from './use-saver.ts';
export { type ChartRequest, openChart, openLatest, type ViewHandle } from './views.ts';
export { whenIdle, whenUnneeded } from './when-idle.ts';
