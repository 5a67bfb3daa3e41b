import { toneDbfs } from '../asterisk/phones.cts';
import { levelsTable } from '../asterisk/report/markdown.cts';
import { checksOf } from '../asterisk/report/tally.cts';
import type { Finding } from '../asterisk/scenarios/scene.cts';
import type { PlayedAct } from './playActs.cts';

export interface Proven {
	versions: [string, string][];
	listensTo: string;
	played: PlayedAct[];
}

/** The scenarios whose levels are shown; of the others only that they passed. */
const shown = ['no monitoring', 'listen', 'whisper', 'barge-in'];

/** docs/proof.md */
export function proofDocument({ versions, listensTo, played }: Proven): string {
	const facts = [...versions, ['levels from', listensTo]];
	return `# Who hears whom, measured on a real PBX

<!-- Written by \`npm run test:pbx -- --write\`: change the program, not this page. -->

    npm run test:pbx

plays real calls between real SIP phones on a real Asterisk, lets a workflow in a real n8n put the
supervisor on them, and measures at every phone whose voice arrives. \`npm run test:pbx -- --write\`
writes this page from such a run.

**What it proves:** the whole chain from a CRM's event at a production webhook to the voices in the
phones, that Listen, Whisper and Barge-In let exactly those people hear each other who should, and the
driver for Asterisk and FreePBX.
**What it does not prove:** that an OpenVox or Yeastar box behaves as its manual says. None was at hand:
where the node speaks their API, this repository's implementation of the manual answers and passes the
orders on to Asterisk.

| | |
| --- | --- |
${facts.map(([name = '', value = '']) => `| ${name} | ${value} |`).join('\n')}

A (1001) is the supervisor, B (1002) the agent, C (1003) the customer, D (1004) a second agent, who
is in none of these calls. Each phone says a tone of its own at ${toneDbfs} dBFS; the tables show how loud
each tone comes to each phone, in dBFS. **Bold**: heard (within 3 dB of what was sent). Plain: not heard
(at least 40 dB below it). Every measurement is also judged as each of the other situations (no
monitoring, listen, whisper, barge-in, no call) and must fail there.

${played.map(section).join('\n')}`;
}

function section({ underTest, findings }: PlayedAct): string {
	const inTable = findings.filter(({ scenario }) => shown.includes(scenario));
	const requests = inTable.flatMap((finding) =>
		finding.kind === 'fact' && finding.what.includes('/api/') ? [`- ${finding.what}`] : [],
	);
	const others = [...new Set(findings.map(({ scenario }) => scenario))].filter(
		(scenario) => !shown.includes(scenario),
	);
	return [
		`## ${underTest}`,
		'',
		levelsTable(inTable),
		...(requests.length > 0 ? [...requests, ''] : []),
		...(others.length > 0 ? [`Also played: ${others.join('; ')}.`, ''] : []),
		`${passed(findings)} of ${findings.flatMap(checksOf).length} checks passed.`,
		'',
	].join('\n');
}

function passed(findings: readonly Finding[]): number {
	return findings.flatMap(checksOf).filter((check) => check.passed).length;
}
