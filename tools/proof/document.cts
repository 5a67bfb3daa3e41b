import { toneDbfs } from '../asterisk/phones.cts';
import { levelsTable, markdownTable } from '../asterisk/report/markdown.cts';
import { checksOf } from '../asterisk/report/tally.cts';
import type { Finding } from '../asterisk/scenarios/scenarioRun.cts';
import type { StepRun } from './runSteps.cts';
import { summaryTable } from './summary.cts';

export interface Proven {
	versions: [string, string][];
	audioSource: string;
	runs: StepRun[];
}

/** docs/proof.md */
export function proofDocument({ versions, audioSource, runs }: Proven): string {
	return `# Who hears whom, measured on a real PBX

<!-- Written by \`npm run test:pbx -- --write\`: change the program, not this page. -->

\`npm run test:pbx\` plays real calls between real SIP phones on a real Asterisk, lets a workflow in a
real n8n put the supervisor on them, and measures at every phone whose voice arrives. With \`--write\` it
writes this page from such a run.

**What it proves:** the whole chain from a CRM's event at a production webhook to the voices in the
phones; that Listen, Whisper and Barge-In let exactly those people hear each other who should; and the
driver for Asterisk and FreePBX.

**What it does not prove:** that an OpenVox, Yeastar or Grandstream box behaves as its manual says. None was
available: where the node speaks their API, this repository's own implementation of the manual answers, and
passes the orders on to Asterisk.

${markdownTable([['made with', ''], ...versions, ['levels from', audioSource]])}
## Levels

Every phone says a tone of its own at ${toneDbfs} dBFS. The table shows how loud it comes to the others, in
dBFS. **Bold**: heard (within 3 dB of what was sent). Plain: not heard (at least 40 dB below it); what
stands there is the distortion of the telephone codec, and the same before the supervisor is in the call.

${summaryTable(runs)}
Each measurement was also judged as every other situation (no monitoring, the two other modes, no call)
and failed there, as it must.

${runs.map(section).join('\n')}`;
}

/** The scenarios whose levels are shown; of the others only that they ran. */
const shown = ['no monitoring', 'listen', 'whisper', 'barge-in'];

function section({ subject, findings }: StepRun): string {
	const inTable = findings.filter(({ scenario }) => shown.includes(scenario));
	const scenarios = [...new Set(findings.map(({ scenario }) => scenario))];
	return `## Ordered through ${subject}

${requests(inTable)}Played: ${scenarios.join('; ')}.

${passed(findings)} of ${findings.flatMap(checksOf).length} checks passed.

<details><summary>Every tone at every phone</summary>

A (1001) is the supervisor, B (1002) the agent, C (1003) the customer, D (1004) a second agent, who is
in none of these calls.

${levelsTable(inTable)}
</details>
`;
}

/** What went over the wire, where another PBX's API lies between n8n and the phones. */
function requests(findings: readonly Finding[]): string {
	const lines = findings.flatMap(({ kind, what }) =>
		kind === 'fact' && /(GET|POST) \//.test(what) ? [`- ${what}\n`] : [],
	);
	return lines.length === 0 ? '' : `${lines.join('')}\n`;
}

function passed(findings: readonly Finding[]): number {
	return findings.flatMap(checksOf).filter((check) => check.passed).length;
}
