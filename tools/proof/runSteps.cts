import type { Bench } from '../asterisk/bench.cts';
import type { Console } from '../asterisk/report/console.cts';
import { runScenario } from '../asterisk/scenarios/runScenario.cts';
import type { Finding } from '../asterisk/scenarios/scenarioRun.cts';
import type { Log } from '../n8n/process/log.cts';
import type { OpenAct, Stage } from './steps.cts';
import { openProofEnvironment, type ProofEnvironment } from './environment.cts';

export interface StepRun {
	underTest: string;
	findings: readonly Finding[];
}

/** Plays the acts on one bench, with one n8n that is started when the first act needs it. */
export async function runSteps(
	bench: Bench,
	acts: OpenAct[],
	audience: Console,
	say: Log,
): Promise<StepRun[]> {
	let opening: Promise<ProofEnvironment> | undefined;
	const stage: Stage = { bench, n8nHouse: () => (opening ??= openProofEnvironment(say)) };
	const played: StepRun[] = [];
	try {
		for (const open of acts) played.push(await playAct(open, stage, audience));
		return played;
	} finally {
		const house = await opening?.catch(() => undefined);
		await house?.n8n.close();
	}
}

async function playAct(open: OpenAct, stage: Stage, audience: Console): Promise<StepRun> {
	const { underTest, scenarios, close } = await open(stage);
	try {
		const findings = await audience.during(underTest.name, (listener) =>
			runScenario(stage.bench, underTest, scenarios, listener),
		);
		return { underTest: underTest.name, findings };
	} finally {
		await close();
	}
}
