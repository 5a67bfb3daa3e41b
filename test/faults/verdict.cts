import { inspect } from 'node:util';

import type { Outcome, Plan } from './plan.cts';
import type { NodeError } from './execute.cts';
import type { Dialect } from './pbx/dialect.cts';
import type { PbxServer } from './pbx/server.cts';

/** A rule that a cell broke. */
export interface Violation {
	kind: string;
	/** What was seen, for whoever mends it. */
	detail: string;
}

interface Evidence {
	plan: Plan;
	dialect: Dialect;
	server: PbxServer;
	outcomes: Outcome[];
}

/** What an error must say when the PBX may have acted, or has. */
const saysSo =
	/may have (acted|been carried out|begun)|check before (you )?(retry|repeat)|look before you repeat|was taken off the call/i;

/** Every rule that a cell broke. */
export function violationsOf(evidence: Evidence): Violation[] {
	const { dialect, server, outcomes } = evidence;
	const found: Violation[] = [];
	const add = (kind: string, detail: string) => found.push({ kind, detail });
	for (const complaint of server.complaints) add(complaint, 'seen by the PBX');
	if (outcomes.some(({ hung }) => hung)) add('beyond the limit', 'the run had to be given up');
	if (server.openSockets > 0) add('socket left', `${server.openSockets} open`);
	if (Object.keys(Object.prototype).length > 0 || 'polluted' in {}) add('prototype', 'polluted');
	checkOrders(evidence, add);
	checkExpectation(evidence, add);
	checkSignIns(evidence, add);
	for (const { executed } of outcomes) {
		const leaked = dialect.secrets().filter((secret) => textOf(executed).includes(secret));
		if (leaked.length > 0) add('secret', `${leaked.length} in what n8n keeps`);
	}
	return found;
}

type Add = (kind: string, detail: string) => void;

function checkOrders({ plan, dialect, outcomes }: Evidence, add: Add): void {
	const { fault, operation } = plan;
	const most = fault.beyondKnowledge ? 2 : (fault.items ?? 1) * (fault.runs ?? 1);
	for (const [label, count] of dialect.orders) {
		if (count > most) add('twice', `${count} x ${label}`);
	}
	const legs = dialect.ownLegs();
	for (const { executed, cancelled } of outcomes) {
		const failed = executed?.error !== undefined || cancelled || executed === undefined;
		if (failed && legs.length > 0) add('left calling', `${legs.length} call(s) of ours go on`);
		if (operation.kind === 'query' || cancelled || executed === undefined) continue;
		const { error, items } = executed;
		const acted = dialect.orders.size > 0;
		if (error && acted && !isKnownUncertain(error)) {
			add('unsaid', `${kindOf(error)}: ${error.message}. ${error.description ?? ''}`);
		}
		const nothingToDo = items.some(({ json }) => json.result === 'notMonitoring');
		const succeeded = error === undefined && !items.some(({ json }) => 'error' in json);
		const done = [...dialect.orders.values()].reduce((sum, count) => sum + count, 0);
		if (succeeded && done < items.length && !nothingToDo) add('lost', 'success without an order');
	}
}

function checkExpectation({ plan, outcomes }: Evidence, add: Add): void {
	const { expect } = plan.fault;
	for (const { executed, cancelled } of outcomes) {
		if (expect === undefined || cancelled || executed === undefined) continue;
		const { error, items } = executed;
		const failedItem = items.find(({ json }) => 'error' in json);
		const said = error?.message ?? failedItem?.json.error;
		if (expect === 'success' && said !== undefined) add('not healed', inspect(said));
		const goodItem = items.find(({ json }) => !('error' in json));
		if (expect === 'error' && error === undefined && goodItem) {
			add('success in spite of it', JSON.stringify(goodItem.json).slice(0, 120));
		}
	}
}

function checkSignIns({ plan, dialect }: Evidence, add: Add): void {
	const { maxSignIns } = plan.fault;
	if (maxSignIns !== undefined && dialect.signIns > maxSignIns) {
		add('too many sign-ins', `${dialect.signIns}`);
	}
}

function isKnownUncertain(error: NodeError): boolean {
	return kindOf(error) === 'outcomeUnknown' || saysSo.test(`${error.message} ${error.description}`);
}

function kindOf({ context }: NodeError): string {
	const data = context?.data;
	if (typeof data !== 'object' || data === null || !('kind' in data)) return 'no kind';
	return typeof data.kind === 'string' ? data.kind : 'no kind';
}

/** All texts in what n8n keeps of a run, those of the causes of errors included. */
function textOf(value: unknown): string {
	return inspect(value, {
		depth: 12,
		maxArrayLength: 200,
		maxStringLength: 20_000,
		breakLength: Infinity,
	});
}
