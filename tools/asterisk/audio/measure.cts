import { toneOf, type PhoneName } from '../phones.cts';
import type { Levels, PhoneLevels } from './verdict.cts';
import { toneLevel } from './level.cts';

/** Voice of one phone over the same stretch of time; one entry per stream. */
export interface PhoneVoice {
	sent: Int16Array[];
	heard: Int16Array[];
}

export type Voices = Record<PhoneName, PhoneVoice>;

export function perPhone<T>(make: (name: PhoneName) => T): Record<PhoneName, T> {
	return { A: make('A'), B: make('B'), C: make('C'), D: make('D') };
}

/** Levels of all tones at all phones. Of several streams at one phone the loudest counts. */
export function measure(voices: Voices, milliseconds: number): Levels {
	const loudest = (streams: Int16Array[], tone: PhoneName) =>
		Math.max(
			...streams.map((samples) => toneLevel(samples, toneOf[tone], milliseconds)),
			-Infinity,
		);

	return perPhone((name): PhoneLevels => {
		const { sent, heard } = voices[name];
		const levels = { heard: perPhone((tone) => loudest(heard, tone)) };
		return sent.length === 0 ? levels : { ...levels, sent: loudest(sent, name) };
	});
}

export function noVoices(): Voices {
	return perPhone(() => ({ sent: [], heard: [] }));
}
