import { markdownTable } from '../../asterisk/report/markdown.cts';
import type { Traffic } from '../pbx/traffic.cts';
import { whole } from '../results/words.cts';
import { byProtocol, namesOf } from '../throughput/chapter.cts';
import type { Throughput } from '../throughput/throughput.cts';
import type { Cost } from './cost.cts';

export function costChapter(throughput: Throughput, cost: Cost | undefined): string {
	return `## Cost to the PBX

Counted by the PBX during the same rounds and the one to warm up, per whisper, over http / https. The
sign-ins are those of all rounds together; all rows but XML share one credential for each protocol, whose session the
first of them opened.

${markdownTable(rowsByProtocol(throughput))}${cost ? otherPbxs(cost) : ''}`;
}

function otherPbxs(cost: Cost): string {
	return `
The same of other PBXs, counted on ${cost.measuredOn} in one execution each: over http, JSON where there is a choice, 5 in flight, *Wait for
Answer* 0 unless the row says otherwise, with a credential that nobody has used: its sign-in is among the requests (that of a UCM
takes two). Every agent is in a call, and every supervisor's phone picks up at once. These PBXs were counted and not timed.

${markdownTable([
	['whispers in one execution', 'requests', 'connections', 'sign-ins in all'],
	...cost.rows.map(({ name, traffic }) => [
		`${whole(traffic.whispers)}, ${name}`,
		perWhisper(traffic, 'requests'),
		perWhisper(traffic, 'connections'),
		String(traffic.signIns),
	]),
])}
- They take a whisper for a call and not for an extension, so each is looked up first, for every order anew: an older look
  could put the supervisor on another call.
- An Asterisk gets four requests for a whisper, whatever *Wait for Answer* is: it answers the order when the phone picked up, and two more
  queries see that the supervisor is on the call and stays there.
- Items share the queries for the states of extensions, each of which is two requests to an Asterisk. All that wait for a call share
  one; checks of the conditions only if they begin at the same moment.
`;
}

function rowsByProtocol(measured: Throughput): string[][] {
	const cells = (name: string) => {
		const traffics = byProtocol(measured, name).map(({ traffic }) => traffic);
		const both = (part: keyof Traffic) => traffics.map((one) => perWhisper(one, part)).join(' / ');
		return [
			both('requests'),
			both('connections'),
			both('tlsHandshakes'),
			traffics.map(({ signIns }) => String(signIns)).join(' / '),
		];
	};
	return [
		['1,000 whispers by', 'requests', 'connections', 'TLS handshakes', 'sign-ins in all'],
		...namesOf(measured).map((name) => [name, ...cells(name)]),
	];
}

function perWhisper(traffic: Traffic, part: keyof Traffic): string {
	return (traffic[part] / traffic.whispers).toFixed(2);
}
