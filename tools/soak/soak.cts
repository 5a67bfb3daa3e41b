import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkoutFolder } from '../folders.cts';
import type { Log } from '../log.cts';
import { bareTrigger } from '../n8n/api/bareTrigger.cts';
import { createPbxCredential } from '../n8n/api/pbxCredential.cts';
import {
	activateWorkflow,
	createWorkflow,
	readWorkflow,
	withCredential,
	type WorkflowFile,
	type WorkflowRef,
} from '../n8n/api/workflows.cts';
import type { OwnedN8n } from '../n8n/ownedN8n.cts';
import { poll, until } from '../poll.cts';
import { residentMiB } from './memory.cts';
import type { SoakOptions } from './options.cts';
import type { OrderedPbx } from './orderedPbx.cts';
import { Random } from './random.cts';
import { isOnItsWay, sendReport, type SentReport } from './reports.cts';
import { addTrouble, repeatedly } from './troubles.cts';
import { askWhisper, type AskedWhisper } from './whispers.cts';

/** What was begun, and what happened meanwhile. */
export interface Course {
	sent: SentReport[];
	asked: AskedWhisper[];
	trigger: WorkflowRef;
	whispering: WorkflowRef;
	faults: number;
	pbxRestarts: number;
	/** When n8n was told to end, ms since 1970. */
	n8nEndedAtMs: number[];
	/** MiB of the n8n process, at the beginning and at the end of each of its lives. */
	lives: { from: number | undefined; to: number | undefined }[];
}

/** More than these on their way: n8n is behind, and nothing new is begun. */
const maxWhispers = 8;
const maxReports = 40;

/** Seconds between two of them. */
const pause = { fault: [2, 8], pbxRestart: [40, 90], n8nRestart: [150, 300] } as const;

export async function runSoak(
	owned: OwnedN8n,
	pbx: OrderedPbx,
	options: SoakOptions,
	log: Log,
): Promise<Course> {
	const random = new Random(options.seed);
	const course = await prepare(owned, pbx);
	const troubles = startTroubles(owned, pbx, random, course, log);
	try {
		await load(owned, pbx, random.fork(), options, course, log);
	} finally {
		for (const trouble of troubles) await trouble.stop();
		pbx.api.faults.clear();
	}
	await settle(pbx, course);
	course.lives.at(-1)!.to = residentMiB(owned.n8n.pid);
	return course;
}

async function prepare({ n8n, session }: OwnedN8n, pbx: OrderedPbx): Promise<Course> {
	const { url, account } = pbx.api;
	const credential = await createPbxCredential(session, 'PBX', { baseUrl: url, ...account });
	const parameters = {
		events: ['callRecord'],
		filters: {},
		simplify: false,
		options: { heartbeatInterval: 5 },
	};
	const publish = async (file: ReturnType<typeof bareTrigger>) => {
		const workflow = await createWorkflow(session, withCredential(file, credential));
		await activateWorkflow(session, workflow);
		return workflow;
	};
	const trigger = await publish(bareTrigger('Soak', parameters));
	const example = join(checkoutFolder(), 'examples', 'crm-event-whisper.json');
	const whispering = await publish(atOnce(readWorkflow(example)));
	const address = await until('the registration', 60_000, () =>
		pbx.api.journal.flatMap(({ fields }) => fields['url'] ?? []).at(-1),
	);
	await until('the webhook', 60_000, async () => {
		const reply = await fetch(`http://${address}`, { method: 'POST', body: '{}' });
		return reply.status === 200 ? true : undefined;
	});
	const counts = { faults: 0, pbxRestarts: 0, n8nEndedAtMs: [] };
	const lives = [{ from: residentMiB(n8n.pid), to: undefined }];
	return { sent: [], asked: [], trigger, whispering, ...counts, lives };
}

/** The same workflow, which ends as soon as the PBX has accepted the order. */
function atOnce(file: WorkflowFile): WorkflowFile {
	const nodes = file.nodes.map((node) =>
		node.type === 'n8n-nodes-pbx.pbx'
			? { ...node, parameters: { ...node.parameters, waitForAnswer: 0 } }
			: node,
	);
	return { ...file, nodes };
}

function startTroubles(
	{ n8n }: OwnedN8n,
	pbx: OrderedPbx,
	random: Random,
	course: Course,
	log: Log,
) {
	return [
		repeatedly(random.fork(), pause.fault, () => {
			addTrouble(pbx, random);
			course.faults += 1;
		}),
		repeatedly(random.fork(), pause.pbxRestart, () => {
			pbx.restart();
			course.pbxRestarts += 1;
		}),
		repeatedly(random.fork(), pause.n8nRestart, async () => {
			const life = course.lives.at(-1);
			if (life) life.to = residentMiB(n8n.pid);
			log(`  n8n restarts (it holds ${life?.to} MiB) …`);
			course.n8nEndedAtMs.push(Date.now());
			await n8n.restart();
			course.lives.push({ from: residentMiB(n8n.pid), to: undefined });
		}),
	];
}

async function load(
	{ n8n }: OwnedN8n,
	pbx: OrderedPbx,
	random: Random,
	{ minutes, executions }: SoakOptions,
	course: Course,
	log: Log,
): Promise<void> {
	const { sent, asked } = course;
	const begun = Date.now();
	const end = begun + minutes * 60_000;
	const intervalMs = (minutes * 60_000) / executions;
	const draws = random.fork();
	let nextNote = begun + 60_000;
	for (let number = 1; number <= executions && Date.now() < end; ) {
		const due = begun + number * intervalMs;
		await sleep(Math.max(10, Math.min(due - Date.now(), 1_000)));
		if (Date.now() >= nextNote) {
			nextNote += 60_000;
			const memory = residentMiB(n8n.pid);
			const state = memory === undefined ? 'n8n is down' : `${memory} MiB`;
			log(`  ${sent.length} reports, ${asked.length} whispers, ${state}`);
		}
		const whispers = asked.filter(({ heard }) => heard === 'not yet').length;
		const reports = sent.slice(-10 * maxReports).filter(isOnItsWay).length;
		if (Date.now() < due || whispers >= maxWhispers || reports >= maxReports) continue;
		// What is begun while n8n is down is soon over: a little of it is enough.
		if (n8n.pid === undefined) await sleep(1_000);
		if (draws.chance(0.5)) sent.push(sendReport(pbx, number, draws));
		else asked.push(askWhisper(`${n8n.url}/webhook/crm-event`, number));
		number += 1;
	}
}

/** Every report and every whisper has come to its end. */
async function settle({ api }: OrderedPbx, { asked }: Course): Promise<void> {
	await api.allReported();
	await poll(120_000, () => (asked.some(({ heard }) => heard === 'not yet') ? undefined : true));
	for (const one of asked) if (one.heard === 'not yet') one.heard = 'nothing';
	await sleep(10_000);
}
