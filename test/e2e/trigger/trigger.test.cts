import { z } from 'zod';
import type { CredentialRef } from '../../../tools/n8n/api/credentials.cts';
import { executionsOf, newestExecution } from '../../../tools/n8n/api/executions.cts';
import { poll } from '../../../tools/poll.cts';
import {
	activateWorkflow,
	deactivateWorkflow,
	type WorkflowRef,
} from '../../../tools/n8n/api/workflows.cts';
import type { JournalEntry } from '../../../simulator/http/journal.cts';
import { openCrm, type Sent } from './crm.cts';
import '../setup/environment.cts';
import { credentialFor, customer, heardBy } from '../simulatedPbx.cts';
import {
	activates,
	activationError,
	addressAnswers,
	bareTrigger,
	countExecutions,
	exampleWithTrigger,
	imports,
	nextHeartbeat,
	removeTriggers,
	triggerNode,
} from './triggerWorkflow.cts';

const answered = { events: ['callAnswered'], filters: {}, options: { heartbeatInterval: 1 } };
const records = { events: ['callRecord'], filters: {}, options: { heartbeatInterval: 1 } };
const halfAnHour = 30 * 60_000;

let credential: CredentialRef;

beforeAll(async () => {
	credential = await credentialFor('PBX of the trigger');
});

beforeEach(() => {
	const { simulator } = environment;
	simulator.pbx.dropEverything();
	simulator.restart('apiService');
	simulator.resetCounters();
	simulator.journal.length = 0;
});

afterEach(async () => {
	environment.simulator.setTokenLifetime(halfAnHour);
	Object.assign(environment.simulator.switches, {
		recordings: 'off',
		reportFormat: 'json',
		reportsInFlight: '1',
		reportPatience: '30',
		reportRetry: 'no',
	});
	await removeTriggers();
});

/** A customer calls an agent, who picks up. */
async function callIsAnswered(agent: string, from = customer): Promise<string> {
	const { pbx } = environment.simulator;
	const call = pbx.startCall({ direction: 'inbound', from, to: agent, answered: 'ringing' });
	if (typeof call === 'string') throw new Error(call);
	pbx.pickUp(agent);
	await environment.simulator.allReported();
	return call.callId;
}

/** Waits until the reports go back to the default port. */
async function released(): Promise<void> {
	const last = await poll(15_000, () => {
		const { url } = environment.simulator.journal.at(-1)?.fields ?? {};
		return url === undefined ? environment.simulator.journal.at(-1)?.fields : undefined;
	});
	expect(last).toEqual({ ipaddr: '127.0.0.1', port: '8260' });
}

test('a VIP call is answered: the supervisor whispers, seen on the phones; other calls start nothing', async () => {
	const workflow = await activates(exampleWithTrigger('vip-call-whisper.json'), credential);

	await callIsAnswered('107', '0301234567');
	await callIsAnswered('106');
	await poll(15_000, () => (heardBy('101').length > 0 ? true : undefined));

	expect(heardBy('101')).toEqual([customer, '106']);
	expect(heardBy('106')).toEqual([customer, '101']);
	expect(heardBy(customer)).toEqual(['106']);
	expect(heardBy('107')).toEqual(['0301234567']);
	const { status } = await newestExecution(environment.session, workflow);
	expect(status).toBe('success');
	expect(await countExecutions(workflow)).toBe(1);
	expect(environment.simulator.counters.signIns.accepted).toBe(1);
});

test('a call ends: the CRM gets its recording, and a note with the link to it', async () => {
	environment.simulator.switches.recordings = 'on';
	const crm = await openCrm();
	await activates(exampleWithTrigger('call-ended-crm-note.json', crm.url), credential);

	const id = await callIsAnswered('106');
	environment.simulator.pbx.endCall(id);
	await poll(30_000, () => (crm.sent.length > 1 ? true : undefined));
	await crm.close();

	const [file, note] = crm.sent;
	expect(crm.sent.map(({ path }) => path)).toEqual(['/files', '/notes']);
	expect(file?.contentType).toMatch(/^multipart\/form-data/);
	const [recording] = [...environment.simulator.archive.recordings.values()].slice(-1);
	expect(recording && file?.body.includes(recording)).toBe(true);
	expect(noteIn(note)).toEqual({ ...noteOfTheCall, recording: 'https://crm.example/files/1' });
});

test('a call that was not recorded ends: the CRM gets the note without', async () => {
	const crm = await openCrm();
	await activates(exampleWithTrigger('call-ended-crm-note.json', crm.url), credential);

	const id = await callIsAnswered('106');
	environment.simulator.pbx.endCall(id);
	await poll(30_000, () => (crm.sent.length > 0 ? true : undefined));
	await crm.close();

	expect(crm.sent.map(({ path }) => path)).toEqual(['/notes']);
	expect(noteIn(crm.sent[0])).toEqual({ ...noteOfTheCall, recording: null });
});

const noteOfTheCall = {
	phone: customer,
	agent: '106',
	startTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/) as string,
	text: expect.stringMatching(/^inbound call, answered, \d+ s of talk time$/) as string,
};

function noteIn(sent: Sent | undefined): unknown {
	return JSON.parse(sent?.body.toString() ?? '');
}

test('after a restart of the PBX, reports come again from the next beat on', async () => {
	const workflow = await activates(bareTrigger('PBX restarts', answered), credential);
	environment.simulator.restart('pbx');
	await nextHeartbeat();

	await callIsAnswered('106');

	await newestExecution(environment.session, workflow);
	expect(await countExecutions(workflow)).toBe(1);
	expect(environment.simulator.counters.signIns.accepted).toBe(2);
});

test('after a restart of n8n, the workflow goes on; what was reported meanwhile and not repeated is lost', async () => {
	const workflow = await activates(bareTrigger('n8n restarts', answered), credential);
	const restarted = environment.n8n.restart();
	await poll(30_000, async () => ((await isUp()) ? undefined : true));
	await callIsAnswered('107', '0301234567');
	expect(environment.simulator.deliveries.at(-1)?.outcomes).toEqual(['refused']);
	await restarted;
	await nextHeartbeat();
	await addressAnswers();

	await callIsAnswered('106');

	await newestExecution(environment.session, workflow);
	expect(await countExecutions(workflow)).toBe(1);
	expect(environment.simulator.counters.signIns.accepted).toBe(1);
});

async function isUp(): Promise<boolean> {
	return await fetch(`${environment.n8n.url}/healthz`).then(
		() => true,
		() => false,
	);
}

test('a silence longer than a token lives does not end the reports', async () => {
	environment.simulator.setTokenLifetime(4_000);
	const workflow = await activates(bareTrigger('Silence', answered), credential);
	for (let beat = 0; beat < 8; beat += 1) await nextHeartbeat();

	await callIsAnswered('106');

	await newestExecution(environment.session, workflow);
	expect(environment.simulator.counters.signIns.accepted).toBe(1);
});

test.each([
	{ pbx: 'yeastarV1', version: 'v1.1.0', format: 'json', reportFormat: 'json' },
	{ pbx: 'openVoxUc', version: 'v0.0.1', format: 'xml', reportFormat: 'json' },
	{ pbx: 'openVoxUc', version: 'v0.0.1', format: 'xml', reportFormat: 'asSignedIn' },
] as const)(
	'the same with $pbx in $format, reports: $reportFormat',
	async ({ pbx, version, format, reportFormat }) => {
		environment.simulator.switches.reportFormat = reportFormat;
		const name = `${pbx}, ${format}, ${reportFormat}`;
		const other = await credentialFor(name, { pbx, dataFormat: format });
		const workflow = await activates(bareTrigger(name, { ...answered, family: pbx }), other);
		await nextHeartbeat();

		await callIsAnswered('106');

		const { outputs } = await newestExecution(environment.session, workflow);
		expect(outputs('Event')?.[0]?.[0]?.json).toMatchObject({ from: customer, to: '106' });
		expect(await countExecutions(workflow)).toBe(1);
		const { journal, deliveries, counters } = environment.simulator;
		// The manual has heartbeats in JSON only.
		expect(new Set(journal.map(wire))).toEqual(
			new Set([`login ${version} ${format}`, `heartbeat ${version} json`]),
		);
		expect(deliveries.at(-1)?.body[0]).toBe(reportFormat === 'json' ? '{' : '<');
		expect(counters.signIns.accepted).toBe(1);
	},
);

function wire({ endpoint, version, format }: JournalEntry): string {
	return `${endpoint} ${version} ${format}`;
}

test('a second active trigger on the same PBX is refused, with the name of the first', async () => {
	const first = await activates(bareTrigger('First', answered), credential);
	const second = await imports(bareTrigger('Second', answered), credential);

	expect(await activationError(second)).toMatch(
		/already sends its events to .*PBX Trigger.* of the workflow .*First/,
	);
	await callIsAnswered('106');
	await newestExecution(environment.session, first);

	await deactivateWorkflow(environment.session, first);
	await released();
	await activateWorkflow(environment.session, second);
	await nextHeartbeat();
});

test('1,000 reports at once: each is executed once, none is lost', async () => {
	environment.simulator.switches.reportsInFlight = '10';
	const workflow = await activates(bareTrigger('Burst', records), credential);

	const outcomes = await burst(1000);

	expect(countOf(outcomes)).toEqual({ '200': 1000 });
	expect(await executed(workflow, 1000)).toEqual({ all: 1000, success: 1000 });
}, 400_000);

test.each([
	{ reportRetry: 'yes', reportsInFlight: '10' },
	{ reportRetry: 'no', reportsInFlight: '50' },
] as const)(
	'a PBX gives up after a second (repeats: $reportRetry): what n8n answered is executed, nothing twice',
	async (manners) => {
		Object.assign(environment.simulator.switches, { reportPatience: '1', ...manners });
		const workflow = await activates(bareTrigger('Impatient PBX', records), credential);

		const outcomes = await burst(100);

		const answers = outcomes.filter((outcome) => outcome.endsWith('200')).length;
		const { all } = await executed(workflow, answers);
		expect(all).toBeGreaterThanOrEqual(answers);
		expect(all).toBeLessThanOrEqual(100);
	},
	300_000,
);

/** So many calls end at once. Gives what the PBX heard to each report. */
async function burst(reports: number): Promise<string[]> {
	const { simulator } = environment;
	const before = simulator.deliveries.length;
	const started = Date.now();
	for (let number = 0; number < reports; number += 1) {
		simulator.report({ what: 'record', call: call(number), startedAt: started, endedAt: started });
	}
	await simulator.allReported();
	const outcomes = simulator.deliveries.slice(before).map((each) => each.outcomes.join());
	const { reportsInFlight, reportPatience, reportRetry } = simulator.switches;
	log(
		`${reports} reports, ${reportsInFlight} at a time, ${reportPatience} s of patience, repeated: ${reportRetry}`,
	);
	log(`  answers to the PBX: ${JSON.stringify(countOf(outcomes))}`);
	log(`  the last after ${Math.round((Date.now() - started) / 1000)} s`);
	return outcomes;
}

/** Waits for so many executions, and until no more come. */
async function executed(workflow: WorkflowRef, wanted: number) {
	await poll(120_000, async () => {
		const before = await countExecutions(workflow, 'success');
		for (let beat = 0; beat < 3; beat += 1) await nextHeartbeat();
		const now = await countExecutions(workflow, 'success');
		return now >= wanted && now === before ? true : undefined;
	});
	const counted = {
		all: await countExecutions(workflow),
		success: await countExecutions(workflow, 'success'),
	};
	log(`  executions counted by n8n: ${JSON.stringify(counted)}`);
	return counted;
}

function countOf(words: readonly string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
	return counts;
}

function log(line: string): void {
	process.stdout.write(`${line}\n`);
}

function call(number: number) {
	const end = { stage: 'up', holding: false, muted: false } as const;
	const from = `0151${String(number).padStart(6, '0')}`;
	return {
		id: `${1_700_000_000 + number}.${number}`,
		direction: 'inbound',
		from,
		to: '106',
		trunk: 'to-18-16-2',
		caller: { ...end, kind: 'outside', number: from, channel: 'PJSIP/to-18-16-2-00000001' },
		callee: { ...end, kind: 'extension', number: '106', channel: 'PJSIP/106-00000002' },
	} as const;
}

test('a manual run waits for one event and ends with it', async () => {
	const workflow = await imports(bareTrigger('Manual run', answered), credential);
	const run = await environment.session.post(
		`/rest/workflows/${workflow.id}/run`,
		{ triggerToStartFrom: { name: triggerNode } },
		z.object({ waitingForWebhook: z.boolean() }),
	);
	expect(run.waitingForWebhook).toBe(true);
	await addressAnswers();

	await callIsAnswered('106');

	const { status, mode, outputs } = await newestExecution(environment.session, workflow);
	expect({ status, mode }).toEqual({ status: 'success', mode: 'manual' });
	expect(outputs('Event')?.[0]?.[0]?.json).toMatchObject({
		event: 'callAnswered',
		otherParty: customer,
	});
	expect(await executionsOf(environment.session, workflow)).toHaveLength(1);
	await released();
});
