import { toneOf, type PhoneName } from '../phones.cts';
import { perPhone, type Voices } from './audioCapture.cts';
import type { Levels, PhoneLevels } from './verdict.cts';
import { blockLevels, toneLevel } from './level.cts';

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

/** The loudest moment of a tone at each phone; -Infinity where nothing came. */
export function loudest(voices: Voices, hertz: number): Record<PhoneName, number> {
	return perPhone((name) =>
		Math.max(...voices[name].heard.flatMap((samples) => blockLevels(samples, hertz)), -Infinity),
	);
}
