import { z } from 'zod';
import { readTable } from '../../../pbx/http/csv';
import { readJson } from '../../../pbx/http/json';
import { maxReplyBytes } from '../../../pbx/http/replyLimit';
import { readXml } from '../../../pbx/http/xml';
import { readMxml } from '../../../pbx/drivers/asterisk/wire/mxml';
import type { BenchmarkSettings } from '../options.cts';
import { circumstancesShape, type Values } from '../results/circumstances.cts';
import { hostileBodies, type BodyFormat } from './hostileBodies.cts';
import { referenceReaders } from './referenceReaders.cts';
import { validBodies } from './validBodies.cts';

const formatShape = z.enum(['json', 'xml', 'mxml', 'csv']);
const timesShape = z.array(z.number());

export const readersShape = circumstancesShape.extend({
	limitBytes: z.number(),
	valid: z.array(
		z.object({
			name: z.string(),
			bytes: z.number(),
			/** Milliseconds; one for each round. */
			own: timesShape,
			general: timesShape,
		}),
	),
	/** Replies just below the limit, beside valid ones of that size. */
	hostile: z.array(
		z.object({
			name: z.string(),
			format: formatShape,
			milliseconds: timesShape,
			valid: timesShape,
		}),
	),
});

export type Readers = z.infer<typeof readersShape>;

type Read = (body: string) => unknown;

const readers: Readonly<Record<BodyFormat, Read>> = {
	json: readJson,
	xml: readXml,
	mxml: readMxml,
	csv: readTable,
};

/** How long the readers of replies hold up n8n; without n8n, in this process. */
export function measureReaders({ rounds, log }: BenchmarkSettings): Values<Readers> {
	log('Readers, valid replies …');
	const valid = validReplies(rounds);
	log('Readers, hostile replies …');
	return { limitBytes: maxReplyBytes, valid, hostile: hostileReplies(rounds) };
}

function validReplies(rounds: number): Readers['valid'] {
	const cases = [
		['5,000 extensions, JSON', 'json', validBodies.json(5_000), referenceReaders.json],
		['5,000 extensions, XML', 'xml', validBodies.xml(5_000), referenceReaders.xml],
		['20,000 extensions, JSON', 'json', validBodies.json(20_000), referenceReaders.json],
		['20,000 extensions, XML', 'xml', validBodies.xml(20_000), referenceReaders.xml],
		['1,000 channels, AMI', 'mxml', validBodies.mxml(1_000), referenceReaders.mxml],
	] as const;
	return cases.map(([name, format, body, reference]) => {
		const own: number[] = [];
		const general: number[] = [];
		for (let round = 0; round <= rounds; round += 1) {
			const times = [timeOf(readers[format], body), timeOf(reference, body)] as const;
			// The first round warms up.
			if (round === 0) continue;
			own.push(times[0]);
			general.push(times[1]);
		}
		return { name, bytes: body.length, own, general };
	});
}

function hostileReplies(rounds: number): Readers['hostile'] {
	const valid = new Map<BodyFormat, number[]>();
	for (const format of formatShape.options) {
		valid.set(format, timesOf(readers[format], validOfLimit(format), rounds));
	}
	return hostileBodies.map(({ format, name, ofSize }) => ({
		name,
		format,
		milliseconds: timesOf(readers[format], ofSize(maxReplyBytes), rounds),
		valid: valid.get(format) ?? [],
	}));
}

/** As many rows as fit below the limit. */
function validOfLimit(format: BodyFormat): string {
	const body = validBodies[format];
	const sample = body(1_000).length / 1_000;
	return body(Math.floor((maxReplyBytes / sample) * 0.94));
}

function timesOf(read: Read, body: string, rounds: number): number[] {
	timeOf(read, body);
	return Array.from({ length: rounds }, () => timeOf(read, body));
}

function timeOf(read: Read, body: string): number {
	const begun = performance.now();
	read(body);
	return performance.now() - begun;
}
