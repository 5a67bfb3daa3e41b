import { rmSync } from 'node:fs';
import { z } from 'zod';
import { Bench } from '../../asterisk/bench.cts';
import { MissingPrerequisite } from '../../asterisk/installation/machine.cts';
import { bareTrigger } from '../../n8n/api/bareTrigger.cts';
import type { CredentialRef } from '../../n8n/api/credentials.cts';
import { deactivateWorkflow, withCredential } from '../../n8n/api/workflows.cts';
import type { OwnedN8n } from '../../n8n/ownedN8n.cts';
import { createAsteriskCredential } from '../../proof/asteriskCredential.cts';
import type { BenchmarkSettings } from '../options.cts';
import { answeredCalls, endedAtOnce } from './benchCalls.cts';
import { PolledWorkflow } from './polledWorkflow.cts';
import { publish } from './receivers.cts';
import { durationOf, matchStarts } from './starts.cts';

/** What became of events: how many there were, how many started no execution, and executions too many. */
const outcome = { events: z.number(), lost: z.number(), repeated: z.number() };

export const asteriskShape = z.object({
	asterisk: z.string(),
	answers: z.object({
		...outcome,
		/** Calls of one round. */
		calls: z.number(),
		/** Calls that were answered in a minute; one for each round. */
		perMinute: z.array(z.number()),
		/** Milliseconds from the answer of a phone to the start of its execution, round by round. */
		lag: z.array(z.array(z.number())),
	}),
	burst: z.object({
		...outcome,
		burstOf: z.number(),
		/** Milliseconds from the first of the events to the last; one for each round. */
		within: z.array(z.number()),
		/** Milliseconds from the first event until the last execution began. */
		untilLast: z.array(z.number()),
	}),
});

export type AsteriskEvents = z.infer<typeof asteriskShape>;

const callsPerMinute = 100;
const calls = 60;
const burstOf = 200;

/** The long poll at a real Asterisk; undefined where this machine cannot have one. */
export async function measureAsterisk(
	owned: OwnedN8n,
	settings: BenchmarkSettings,
): Promise<AsteriskEvents | undefined> {
	const bench = await openBench(settings);
	if (bench === undefined) return undefined;
	const endNow = () => {
		for (const pid of bench.pids()) process.kill(pid, 'SIGKILL');
		rmSync(bench.folder, { recursive: true, force: true });
	};
	process.once('exit', endNow);
	try {
		const credential = await createAsteriskCredential(owned.session, 'Events of Asterisk', bench);
		return {
			asterisk: bench.installation.versions.asterisk,
			answers: await measureAnswers(owned, bench, credential, settings),
			burst: await measureBurst(owned, bench, credential, settings),
		};
	} finally {
		process.off('exit', endNow);
		await bench.close();
	}
}

/** Says why and gives undefined where this machine cannot have an Asterisk. */
export async function openBench({ log }: BenchmarkSettings): Promise<Bench | undefined> {
	try {
		const answering = { A: 'byHeader', B: 'auto', C: 'manual', D: 'manual' } as const;
		return await Bench.open({ log, audioCapture: 'recordings', answering });
	} catch (error) {
		if (!(error instanceof MissingPrerequisite)) throw error;
		const reason = `${error.message} ${error.remedy}`;
		log(`Events: the long poll is not measured, for this machine has no Asterisk. ${reason}`);
		return undefined;
	}
}

async function measureAnswers(
	owned: OwnedN8n,
	bench: Bench,
	credential: CredentialRef,
	{ rounds, log }: BenchmarkSettings,
): Promise<AsteriskEvents['answers']> {
	const intervalMs = 60_000 / callsPerMinute;
	const measured: AsteriskEvents['answers'] = {
		calls,
		...{ events: 0, lost: 0, repeated: 0 },
		...{ perMinute: [], lag: [] },
	};
	const workflow = await polled(owned, credential, 'callAnswered');
	await workflow.warmUp(async () => void (await answeredCalls(bench, 2, intervalMs)));
	for (let round = 1; round <= rounds; round += 1) {
		log(`Answers on Asterisk, round ${round} of ${rounds} …`);
		await workflow.begin();
		const seen = await answeredCalls(bench, calls, intervalMs);
		const { lag, lost, repeated } = matchStarts(seen, await workflow.executions(seen.length));
		measured.events += seen.length;
		measured.lost += lost;
		measured.repeated += repeated;
		measured.lag.push(lag);
		measured.perMinute.push(((seen.length - 1) / durationOf(seen)) * 60_000);
	}
	await deactivateWorkflow(owned.session, workflow.ref);
	return measured;
}

async function measureBurst(
	owned: OwnedN8n,
	bench: Bench,
	credential: CredentialRef,
	{ rounds, log }: BenchmarkSettings,
): Promise<AsteriskEvents['burst']> {
	const measured: AsteriskEvents['burst'] = {
		burstOf,
		...{ events: 0, lost: 0, repeated: 0 },
		...{ within: [], untilLast: [] },
	};
	const workflow = await polled(owned, credential, 'callEnded');
	await workflow.warmUp(async () => void (await endedAtOnce(bench, 10)));
	for (let round = 1; round <= rounds; round += 1) {
		log(`Calls that end at once on Asterisk, round ${round} of ${rounds} …`);
		await workflow.begin();
		const seen = await endedAtOnce(bench, burstOf);
		const starts = matchStarts(seen, await workflow.executions(seen.length));
		measured.events += seen.length;
		measured.lost += starts.lost;
		measured.repeated += starts.repeated;
		measured.within.push(durationOf(seen));
		measured.untilLast.push(starts.untilLastMs);
	}
	await deactivateWorkflow(owned.session, workflow.ref);
	return measured;
}

async function polled(
	owned: OwnedN8n,
	credential: CredentialRef,
	event: 'callAnswered' | 'callEnded',
): Promise<PolledWorkflow> {
	const parameters = { family: 'asterisk', events: [event], filters: {}, options: {} };
	const file = withCredential(bareTrigger(`Polled: ${event}`, parameters), credential);
	return new PolledWorkflow(owned.session, await publish(owned, file));
}
