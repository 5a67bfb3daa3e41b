import type { Reporter, Finding } from '../scenarios/scenarioRun.cts';
import { matrix } from './matrix.cts';
import { checksOf } from './tally.cts';

/** Prints what happens, and keeps the findings. */
export class ConsoleReporter implements Reporter {
	readonly findings: Finding[] = [];

	constructor(private readonly log: (line: string) => void) {}

	/** Reports on one subject; its findings. */
	async during(
		subject: string,
		work: (reporter: Reporter) => Promise<void>,
	): Promise<readonly Finding[]> {
		this.log('');
		this.log(`═══ subject: ${subject}`);
		const before = this.findings.length;
		await work(this);
		return this.findings.slice(before);
	}

	started(scenario: string): void {
		this.log('');
		this.log(`── ${scenario}`);
	}

	unsupported(scenario: string, part: string): void {
		this.log('');
		this.log(`── ${scenario}: not run, the subject offers no ${part}`);
	}

	record(finding: Finding): void {
		this.findings.push(finding);
		if (finding.kind === 'measurement') for (const line of matrix(finding)) this.log(`  ${line}`);
		const indent = finding.kind === 'measurement' ? '    ' : '  ';
		for (const { passed, text } of checksOf(finding))
			this.log(`${indent}${passed ? '✓' : '✗'} ${text}`);
	}

	/** The closing line; whether everything passed. */
	close(): boolean {
		const checks = this.findings.flatMap(checksOf);
		const passed = checks.filter((check) => check.passed).length;
		this.log('');
		for (const finding of this.findings)
			for (const check of checksOf(finding))
				if (!check.passed) this.log(`FAILED  ${finding.scenario} · ${finding.what}: ${check.text}`);
		this.log(`${passed} passed, ${checks.length - passed} failed`);
		return passed === checks.length && passed > 0;
	}
}
