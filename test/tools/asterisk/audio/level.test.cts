import { toneOf } from '../../../../tools/asterisk/phones.cts';
import { alaw } from '../../../../tools/asterisk/audio/rtp.cts';
import { median, toneLevel } from '../../../../tools/asterisk/audio/level.cts';
import { silence, sine } from '../../../../tools/asterisk/audio/tone.cts';

const samplesOfALaw = Array.from({ length: 256 }, (_, byte) => alaw(byte));

/** The sample that A-law makes of a sample. */
function throughALaw(sample: number): number {
	return samplesOfALaw.reduce((best, next) =>
		Math.abs(next - sample) < Math.abs(best - sample) ? next : best,
	);
}

function mixed(...voices: Int16Array[]): Int16Array {
	const [first = silence(0)] = voices;
	return first.map((_, n) => voices.reduce((sum, voice) => sum + (voice[n] ?? 0), 0));
}

describe('the level of a tone', () => {
	it.each([0, -3, -15, -40])('is what was sent: %i dBFS', (dbfs) => {
		expect(toneLevel(sine(1730, dbfs, 2), 1730, 2000)).toBeCloseTo(dbfs, 1);
	});

	it('is exact after A-law and in company of other tones', () => {
		const both = mixed(sine(toneOf.A, -15, 1), sine(toneOf.B, -15, 1)).map(throughALaw);
		expect(toneLevel(both, toneOf.A, 1000)).toBeCloseTo(-15, 0);
		expect(toneLevel(both, toneOf.B, 1000)).toBeCloseTo(-15, 0);
		expect(toneLevel(both, toneOf.C, 1000)).toBeLessThan(-60);
		expect(toneLevel(both, toneOf.D, 1000)).toBeLessThan(-60);
	});

	it.each(Object.values(toneOf))('of others is below -60 dBFS while %i Hz sounds', (hertz) => {
		const voice = sine(hertz, -15, 1).map(throughALaw);
		const others = Object.values(toneOf).filter((other) => other !== hertz);
		for (const other of others) expect(toneLevel(voice, other, 1000)).toBeLessThan(-60);
	});

	it('of silence is none', () => expect(toneLevel(silence(8000), 430, 1000)).toBe(-Infinity));

	it('of nothing is none', () => expect(toneLevel(silence(0), 430, 1000)).toBe(-Infinity));

	it('is none when the tone was there for less than half of the time', () => {
		expect(toneLevel(sine(430, -15, 1), 430, 3000)).toBe(-Infinity);
	});

	it('does not mind a click', () => {
		const voice = sine(430, -15, 2);
		voice.fill(32767, 3000, 3100);
		expect(toneLevel(voice, 430, 2000)).toBeCloseTo(-15, 1);
	});
});

describe('the median', () => {
	it('is the value in the middle', () => expect(median([3, -Infinity, 1, 2, 100])).toBe(2));
	it('of nothing is none', () => expect(median([])).toBe(-Infinity));
});
