import { CredentialStore } from '../engine/credentialStore.cts';
import { execute } from './execute.cts';
import type { Outcome, Plan } from './plan.cts';
import { ProcessTime } from './processTime.cts';
import { violationsOf, type Violation } from './verdict.cts';
import { Asterisk } from './pbx/asterisk.cts';
import type { Dialect, DialectName, Scene } from './pbx/dialect.cts';
import { GrandstreamUcm } from './pbx/grandstreamUcm.cts';
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
/** Where it must not: on a busy machine, a reply may take long. */
const longTimeoutMs = 60_000;

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

const time = new ProcessTime();

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
		const baseUrl = await this.server.listen(fault.wrongScheme ? 'https' : 'http');
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
		// What fails by itself shows nothing, and an order of it may still be on its way.
		if (this.violations.length > 0) return this.result();
		const timeoutMs = fault.endedByTimeout ? shortTimeoutMs : longTimeoutMs;
		for (let n = 0; n < (fault.runs ?? 1); n += 1) {
			this.outcomes.push(await this.run(timeoutMs, fault.items ?? 1));
		}
		await this.settle();
		const outcomes = this.outcomes;
		this.violations.push(...violationsOf({ plan, dialect, server, outcomes }));
		return this.result();
	}

	private result(): CellResult {
		const { plan, violations, dialect, server, outcomes } = this;
		server.close();
		const hung = outcomes.some((outcome) => outcome.hung);
		return { plan, violations, secrets: dialect.secrets(), hung };
	}

	private async run(timeoutMs: number, items: number): Promise<Outcome> {
		const { fault, operation } = this.plan;
		const ringing = operation.originates ? { ringTimeout: 1 } : {};
		const own = operation.parameters.options;
		const options = {
			...(typeof own === 'object' ? own : {}),
			timeout: timeoutMs / 1000,
			concurrency: 1,
			...ringing,
		};
		const execution = execute(this.credential, { ...operation.parameters, options }, items);
		const outcome: Outcome = { cancelled: false, hung: false };
		const cancel = () => {
			outcome.cancelled = true;
			execution.cancel();
		};
		this.server.cancel = cancel;
		if (fault.cancelAtStart && this.server.armed) cancel();
		const limitMs = this.limitMs() * items;
		const beganAtMs = time.nowMs();
		outcome.executed = await time.within(limitMs, execution.done);
		if (outcome.executed === undefined) execution.cancel();
		// A reader that holds up the process lets no timer end it.
		outcome.hung = outcome.executed === undefined || time.nowMs() - beganAtMs > limitMs;
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
		const [outcome] = this.outcomes.slice(-1);
		// A call that was asked for, and that goes on, is not waited for.
		const succeeded =
			outcome?.executed !== undefined && !outcome.executed.error && !outcome.cancelled;
		const isSettled = () =>
			this.server.openSockets === 0 && (succeeded || this.dialect.ownLegs().length === 0);
		await time.until(settleMs + (endsBeforeSignIn ? signInLimitMs : 0), isSettled);
	}
}

function openDialect(name: DialectName, scene: Scene): Dialect {
	switch (name) {
		case 'AMI':
			return new Asterisk(scene);
		case 'P-Series':
			return new YeastarP(scene);
		case 'UCM':
			return new GrandstreamUcm(scene);
		case 'JSON':
		case 'XML':
			return new OpenVox(name === 'JSON' ? 'json' : 'xml', scene);
	}
}
