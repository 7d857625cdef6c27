import type { ActuatorDomain, ReportedState, Scalar } from '../../model/catalogue.ts';
import type { Role } from '../../model/command.ts';
import { previewOf } from '../protocols/preview.ts';
import type { CommandPlan, CommandRequest } from '../protocols/protocol.ts';
import type { OutFrame, SendOutcome } from '../transports/transport.ts';
import type { CommandLink, HttpAnswer } from './command-link.ts';

/** A connection for tests of the ledger: everything it would decide can be set. */
export class FakeLink implements CommandLink {
  readonly id: string = 'c';
  commandRole: Role = 'technician';
  refuses: string | null = null;
  outcome: SendOutcome = 'sent';
  domain: ActuatorDomain | undefined = { type: 'boolean' };
  /** Those of devices that have another. */
  readonly domains = new Map<string, ActuatorDomain>();
  signAt = 0;
  readonly sent: OutFrame[] = [];
  readonly suspected: string[] = [];
  /** Of those, the devices whose report was due. */
  readonly overdue: string[] = [];
  /** Bytes wait on it. */
  isWaiting = false;
  onClear: () => void = () => {};
  /** HTTP requests under way, oldest first. */
  readonly requests: {
    resolve(status: number): void;
    reject(): void;
    signal: AbortSignal;
    deadline: number;
    mayStill(): string | null;
  }[] = [];
  /** What the devices reported last, by device. */
  readonly reports = new Map<string, Scalar | null>();
  onSuspect: () => void = () => {};
  planned: (request: CommandRequest) => CommandPlan = ({ device, property, value }) => ({
    kind: 'frames',
    frames: [{ body: `${device}=${String(value)}` }],
    confirmation: { by: 'report', device, property, value },
  });

  refusal(): string | null {
    return this.refuses;
  }

  plan(request: CommandRequest): CommandPlan {
    return this.planned(request);
  }

  preview(plan: Exclude<CommandPlan, { kind: 'refused' }>): string {
    return previewOf(plan);
  }

  send(_device: string, frames: readonly OutFrame[], mayWait = false): SendOutcome {
    if (this.isWaiting && !mayWait) return 'backlog';
    if (this.outcome === 'sent') this.sent.push(...frames);
    return this.outcome;
  }

  request(
    _plan: CommandPlan,
    signal: AbortSignal,
    deadline: number,
    mayStill: () => string | null,
  ): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      this.requests.push({
        resolve: (status) => resolve({ status, reason: '' }),
        reject: () => reject(new TypeError('network')),
        signal,
        deadline,
        mayStill,
      });
    });
  }

  lastSignAt(): number {
    return this.signAt;
  }

  async clear(): Promise<void> {
    this.onClear();
  }

  suspect(device: string, wasDue: boolean): void {
    this.suspected.push(device);
    if (wasDue) this.overdue.push(device);
    this.onSuspect();
  }

  domainOf(device: string): ActuatorDomain | undefined {
    return this.domains.get(device) ?? this.domain;
  }

  lastReport(device: string, property: string): ReportedState | undefined {
    const value = this.reports.get(device);
    return value === undefined
      ? undefined
      : { connection: this.id, device, property, value, at: 0, stale: false };
  }
}
