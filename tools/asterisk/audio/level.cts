import { sampleRate } from './tone.cts';

/** 100 ms: every multiple of 10 Hz fits whole periods into it. */
const block = 800;

const window = Float64Array.from(
	{ length: block },
	(_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / block),
);
const windowSum = window.reduce((sum, weight) => sum + weight, 0);

/** Goertzel over one block under a Hann window: level of one frequency in dBFS. */
export function blockLevel(samples: Int16Array, hertz: number): number {
	const turn = (2 * Math.PI * hertz) / sampleRate;
	const factor = 2 * Math.cos(turn);
	let last = 0;
	let beforeLast = 0;
	for (let n = 0; n < block; n++) {
		const next = (samples[n] ?? 0) * (window[n] ?? 0) + factor * last - beforeLast;
		beforeLast = last;
		last = next;
	}
	const power = last * last + beforeLast * beforeLast - factor * last * beforeLast;
	const amplitude = (2 * Math.sqrt(Math.max(power, 0))) / windowSum / 32768;
	return 20 * Math.log10(amplitude);
}

/**
 * Level of a tone over a stretch of time: the median of its blocks. Time in which nothing came counts
 * as silence, so a voice that stops early is not taken for one that was there.
 */
export function toneLevel(samples: Int16Array, hertz: number, milliseconds: number): number {
	const levels = blockLevels(samples, hertz);
	const expected = Math.max(levels.length, Math.floor(milliseconds / 100) - 1);
	const missing = Array.from({ length: expected - levels.length }, () => -Infinity);
	return median([...missing, ...levels]);
}

/** The levels of a tone in every whole 100 ms. */
export function blockLevels(samples: Int16Array, hertz: number): number[] {
	return Array.from({ length: Math.floor(samples.length / block) }, (_, n) =>
		blockLevel(samples.subarray(n * block, (n + 1) * block), hertz),
	);
}

export function median(values: number[]): number {
	const sorted = Float64Array.from(values).sort();
	return sorted[sorted.length >> 1] ?? -Infinity;
}
