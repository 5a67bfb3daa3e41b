import type { Bench } from '../asterisk/bench.cts';
import type { ConsoleReporter } from '../asterisk/report/console.cts';
import { runScenarios, type Finding } from '../asterisk/scenarios/scenarioRun.cts';
import type { Log } from '../log.cts';
import type { OpenStep, ProofContext } from './steps.cts';
import { startOwnedN8n, type OwnedN8n } from '../n8n/ownedN8n.cts';

export interface StepRun {
	subject: string;
	findings: readonly Finding[];
}

/** Runs the steps on one bench, with one n8n that is started when the first step needs it. */
export async function runSteps(
	bench: Bench,
	steps: OpenStep[],
	reporter: ConsoleReporter,
	log: Log,
): Promise<StepRun[]> {
	let opening: Promise<OwnedN8n> | undefined;
	const context: ProofContext = { bench, openN8n: () => (opening ??= startOwnedN8n(log)) };
	const runs: StepRun[] = [];
	try {
		for (const open of steps) runs.push(await runStep(open, context, reporter));
		return runs;
	} finally {
		const owned = await opening?.catch(() => undefined);
		await owned?.n8n.close();
	}
}

async function runStep(
	open: OpenStep,
	context: ProofContext,
	reporter: ConsoleReporter,
): Promise<StepRun> {
	const { subject, scenarios, close } = await open(context);
	try {
		const findings = await reporter.during(subject.name, (stepReporter) =>
			runScenarios(context.bench, subject, scenarios, stepReporter),
		);
		return { subject: subject.name, findings };
	} finally {
		await close();
	}
}
