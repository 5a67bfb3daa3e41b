import { cpus, totalmem } from 'node:os';
import { markdownTable } from '../asterisk/report/markdown.cts';
import type { Latency } from './latency.cts';
import { costRows, latencyRows, throughputRows } from './report.cts';
import type { Throughput, ThroughputSettings } from './throughput.cts';

export interface Measured {
	n8nVersion: string;
	nodeVersion: string;
	settings: ThroughputSettings;
	throughput: readonly Throughput[];
	latency: readonly Latency[];
	latencyCalls: number;
}

/** docs/benchmarks.md */
export function benchmarksDocument(measured: Measured): string {
	const { n8nVersion, nodeVersion, settings, throughput, latency, latencyCalls } = measured;
	return `# How fast it is

<!-- Written by \`npm run bench\`: change the program, not this page. -->

\`npm run bench\` starts a real n8n and simulated PBXs on the loopback address, measures, and writes this
page. It takes a few minutes and leaves nothing running. Read the ratios: milliseconds differ from machine to machine and from run to run.

Made on ${cpus().length} cores with ${Math.round(totalmem() / 2 ** 30)} GiB of memory, n8n ${n8nVersion} on Node ${nodeVersion}.

## Throughput

${settings.whispers.toLocaleString('en')} whispers in one execution: a webhook gets the orders, Split Out makes one item of each, and the node
that is measured sends them. The time is n8n's own execution time of that node, read from the execution's
data. One round to warm up, then ${settings.rounds} rounds; in each of them everybody runs once, one after the other.
*Times as fast*: against the HTTP Request node with the same credential over the same protocol.

${markdownTable(throughputRows(throughput))}
- The HTTP Request node starts all its requests at once; this is how it comes out of the box. Its JSON body
  is an expression, as a user would write it.
- *Token in the URL*: somebody signed in beforehand and put the token into the URL. It shows what signing
  with a credential costs; a workflow that does so ends when the token does, and shows the token to everybody.
- *Plain Node*: no n8n at all, connections are kept. n8n's HTTP helper opens a connection for each request,
  and a verified node has nothing else, so this is a limit and no aim.
- The PBX behind the API takes no time and ends every whisper at once; all of them were accepted. A real
  PBX is slower than every row of this table.

## Cost to the PBX

Counted by the PBX, per whisper, over all ${settings.rounds + 1} rounds. Sign-ins are those of all rounds together; all rows
of a protocol but XML share one credential, whose session the first of them opened.

${markdownTable(costRows(throughput))}
## Latency

From the call of a production webhook until the PBX has the whisper command, over HTTP; caller and PBX are
one program with one clock. ${latencyCalls} calls each: alone (the workflows in turn, with a pause before each call), then
one every 100 ms whether or not the one before is through. The last row has no PBX in it: it is the time
until the webhook of a workflow without any other node answers. With so few calls p99 is nearly the slowest.

${markdownTable(latencyRows(latency))}`;
}
