import { setTimeout as wait } from 'node:timers/promises';

import { CredentialStore } from '../engine/credentialStore.cts';
import { execute, type Executed, type Execution } from './execute.cts';
import type { Outcome, Plan } from './plan.cts';
import { violationsOf, type Violation } from './verdict.cts';
import { Asterisk } from './pbx/asterisk.cts';
import type { Dialect, DialectName, Scene } from './pbx/dialect.cts';
import { OpenVox } from './pbx/openVox.cts';
import { PbxServer } from './pbx/server.cts';
import { YeastarP } from './pbx/yeastarP.cts';

export interface CellResult {
	plan: Plan;
	violations: Violation[];
	secrets: string[];
	/** Whether a run went beyond its limit. */
	hung: boolean;
}

/** The option Timeout where nothing else ends the waiting. */
const shortTimeoutMs = 400;
const longTimeoutMs = 10_000;

/** What a run may take beyond the waiting for replies; it guards against hanging and measures nothing. */
const marginMs = 4_000;
/** The sign-in has a limit of its own, because n8n's hook knows no node and no option. */
const signInLimitMs = 10_000;
/** The phone may ring 1 s, a reply may take 5 s longer, and our own leg is ended after that. */
const originateLimitMs = 12_000;
/** A phone that was hung up may take 5 s until it is free. */
const restartLimitMs = 6_000;
/** Within this time after a run its connections are closed and its own calls are ended. */
const settleMs = 3_000;

/** A cell in the making: prepared, then run, so that the clock can jump in between. */
export class Cell {
	private readonly dialect: Dialect;
	private readonly server: PbxServer;
	private readonly outcomes: Outcome[] = [];
	private readonly violations: Violation[] = [];
	private credential = new CredentialStore({ data: {} });

	constructor(readonly plan: Plan) {
		this.dialect = openDialect(plan.dialect, plan.operation.scene);
		this.server = new PbxServer(this.dialect, plan.hits);
	}

	/** Opens the PBX and runs the operation once while all is well. */
	async prepare(): Promise<void> {
		const { fault, operation } = this.plan;
		const port = await this.server.listen();
		const scheme = fault.wrongScheme ? 'https' : 'http';
		const baseUrl = `${scheme}://127.0.0.1:${port}`;
		const fields = { ...this.dialect.credential(), baseUrl, sessionToken: '' };
		this.credential = new CredentialStore({ data: fields });
		const fails = fault.at === 'signIn' && fault.clockJumpMs !== undefined;
		if (fault.at !== 'signIn') {
			const warm = await this.run(longTimeoutMs, 1);
			if (warm.executed?.error || warm.hung || this.dialect.orders.size > 2) {
				const said = warm.executed?.error?.message ?? 'it hung';
				this.violations.push({ kind: 'fails without a fault', detail: said });
			}
			if (operation.kind === 'command' && this.dialect.orders.size === 0) {
				this.violations.push({ kind: 'fails without a fault', detail: 'no order came' });
			}
		}
		this.server.arm(fault);
		if (fails) await this.run(longTimeoutMs, 1);
	}

	/** Meets the fault, and says which rules were broken. */
	async meet(): Promise<CellResult> {
		const { plan, dialect, server } = this;
		const { fault } = plan;
		const timeoutMs = fault.endedByTimeout ? shortTimeoutMs : longTimeoutMs;
		for (let n = 0; n < (fault.runs ?? 1); n += 1) {
			this.outcomes.push(await this.run(timeoutMs, fault.items ?? 1));
		}
		await this.settle();
		const outcomes = this.outcomes;
		this.violations.push(...violationsOf({ plan, dialect, server, outcomes }));
		server.close();
		const hung = outcomes.some((outcome) => outcome.hung);
		return { plan, violations: this.violations, secrets: dialect.secrets(), hung };
	}

	private async run(timeout: number, items: number): Promise<Outcome> {
		const { fault, operation } = this.plan;
		const ringing = operation.originates ? { ringTimeout: 1 } : {};
		const options = { timeout, concurrency: 1, ...ringing };
		const execution = execute(this.credential, { ...operation.parameters, options }, items);
		const outcome: Outcome = { cancelled: false, hung: false };
		const cancel = () => {
			outcome.cancelled = true;
			execution.cancel();
		};
		this.server.cancel = cancel;
		if (fault.cancelAtStart && this.server.armed) cancel();
		const began = performance.now();
		outcome.executed = await within(this.limitMs() * items, execution);
		// A reader that holds up the process lets no timer end it.
		outcome.hung =
			outcome.executed === undefined || performance.now() - began > this.limitMs() * items;
		return outcome;
	}

	private limitMs(): number {
		const { fault, operation } = this.plan;
		return (
			shortTimeoutMs +
			marginMs +
			(fault.at === 'signIn' && !fault.endsBeforeSignIn ? signInLimitMs : 0) +
			(operation.originates ? originateLimitMs : 0) +
			(operation.name.endsWith('changeMode') ? restartLimitMs : 0)
		);
	}

	/** Waits until nothing of the run is left, or for as long as that may take. */
	private async settle(): Promise<void> {
		const { endsBeforeSignIn } = this.plan.fault;
		const end = performance.now() + settleMs + (endsBeforeSignIn ? signInLimitMs : 0);
		const left = () => this.server.openSockets > 0 || this.dialect.ownLegs().length > 0;
		while (left() && performance.now() < end) {
			await wait(20);
			// A call that was asked for, and that goes on, is not waited for.
			const [outcome] = this.outcomes.slice(-1);
			const succeeded = outcome?.executed && !outcome.executed.error && !outcome.cancelled;
			if (succeeded && this.server.openSockets === 0) return;
		}
	}
}

/** The result of an execution, unless it takes longer: then it is cancelled and left alone. */
async function within(limitMs: number, execution: Execution): Promise<Executed | undefined> {
	const over = new AbortController();
	const limit = wait(limitMs, undefined, { signal: over.signal }).catch(() => undefined);
	const first = await Promise.race([execution.done, limit]);
	over.abort();
	if (first === undefined) execution.cancel();
	return first;
}

function openDialect(name: DialectName, scene: Scene): Dialect {
	if (name === 'AMI') return new Asterisk(scene);
	if (name === 'P-Series') return new YeastarP(scene);
	return new OpenVox(name === 'JSON' ? 'json' : 'xml', scene);
}
