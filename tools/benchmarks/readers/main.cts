// How long the readers of replies hold up n8n: `node build/tools/benchmarks/readers/main.cjs [rounds]`.
import { readTable } from '../../../pbx/http/csv';
import { readJson } from '../../../pbx/http/json';
import { maxReplyBytes } from '../../../pbx/http/replyLimit';
import { readXml } from '../../../pbx/http/xml';
import { readMxml } from '../../../pbx/drivers/asterisk/wire/mxml';
import { median, ratiosOf, spreadOf } from '../results/statistics.cts';
import { textTable } from '../results/words.cts';
import { hostileBodies, type BodyFormat } from './hostileBodies.cts';
import { referenceReaders } from './referenceReaders.cts';
import { validBodies } from './validBodies.cts';

type Read = (body: string) => unknown;

const readers: Readonly<Record<BodyFormat, Read>> = {
	json: readJson,
	xml: readXml,
	mxml: readMxml,
	csv: readTable,
};

const rounds = Number(process.argv[2] ?? 5);

console.log(`Valid replies, ms (median of ${rounds})\n${textTable(validRows())}\n`);
console.log(
	`Hostile replies just below the limit of ${maxReplyBytes / 1e6} MB, least of ${rounds}, slowest first\n${textTable(hostileRows())}`,
);

function validRows(): string[][] {
	const cases = [
		['20,000 extensions, XML', 'xml', validBodies.xml(20_000), referenceReaders.xml],
		['20,000 extensions, JSON', 'json', validBodies.json(20_000), referenceReaders.json],
		['1,000 channels, AMI', 'mxml', validBodies.mxml(1_000), referenceReaders.mxml],
	] as const;
	const rows = cases.map(([name, format, body, reference]) => {
		const own: number[] = [];
		const other: number[] = [];
		for (let round = 0; round <= rounds; round += 1) {
			const times = [timeOf(readers[format], body), timeOf(reference, body)] as const;
			// The first round warms up.
			if (round === 0) continue;
			own.push(times[0]);
			other.push(times[1]);
		}
		const ratio = median(ratiosOf(own, other)).toFixed(1);
		return [
			name,
			megabytes(body),
			ms(median(own)),
			ms(spreadOf(own).least),
			ms(median(other)),
			`${ratio} x`,
		];
	});
	return [['reply', 'size', 'own reader', 'its least', 'general parser', 'times as fast'], ...rows];
}

function hostileRows(): string[][] {
	const valid = new Map<BodyFormat, number>();
	for (const format of ['json', 'xml', 'mxml', 'csv'] as const) {
		valid.set(format, leastOf(readers[format], validOfLimit(format)));
	}
	const measured = hostileBodies.map(({ format, name, ofSize }) => {
		const time = leastOf(readers[format], ofSize(maxReplyBytes));
		return { format, name, time, ratio: time / (valid.get(format) ?? 0) };
	});
	measured.sort((one, other) => other.ratio - one.ratio);
	const rows = measured.map(({ format, name, time, ratio }) => [
		name,
		format,
		ms(time),
		ratio.toFixed(2),
	]);
	const whole = [...valid].map(([format, time]) => ['(valid)', format, ms(time), '1.00']);
	return [['reply', 'format', 'ms', 'of a valid one'], ...whole, ...rows];
}

/** As many rows as fit below the limit. */
function validOfLimit(format: BodyFormat): string {
	const body = validBodies[format];
	const sample = body(1_000).length / 1_000;
	return body(Math.floor((maxReplyBytes / sample) * 0.97));
}

/** Whatever else the machine does only adds to it. */
function leastOf(read: Read, body: string): number {
	timeOf(read, body);
	return spreadOf(Array.from({ length: rounds }, () => timeOf(read, body))).least;
}

function timeOf(read: Read, body: string): number {
	const begun = performance.now();
	read(body);
	return performance.now() - begun;
}

function megabytes(body: string): string {
	return `${(body.length / 1e6).toFixed(1)} MB`;
}

function ms(time: number): string {
	return time.toFixed(1);
}
