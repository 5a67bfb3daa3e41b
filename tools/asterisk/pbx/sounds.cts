import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { silence, sine } from '../audio/tone.cts';
import { writeWav } from '../audio/wav.cts';
import { announcement, beepHertz, toneDbfs } from '../phones.cts';

/** Without these prompts Asterisk's attended transfer fails silently. */
const silentPrompts = ['pbx-transfer', 'pbx-invalid', 'beeperr'];

/** A data folder of the run: the package's own, with sounds that can be told from the phones' tones. */
export function dataFolder(folder: string, packaged: string): string {
	const data = join(folder, 'data');
	// A PBX that is started again finds what it had.
	if (existsSync(data)) return data;
	const sounds = join(data, 'sounds/en');
	mkdirSync(sounds, { recursive: true });
	for (const name of readdirSync(packaged)) {
		if (name !== 'sounds') symlinkSync(join(packaged, name), join(data, name));
	}
	for (const name of silentPrompts) {
		writeFileSync(join(sounds, `${name}.wav`), writeWav(silence(800)));
	}
	writeFileSync(join(sounds, 'beep.wav'), writeWav(sine(beepHertz, toneDbfs, 1)));
	const { sound, hertz, seconds } = announcement;
	writeFileSync(join(sounds, `${sound}.wav`), writeWav(sine(hertz, toneDbfs, seconds)));
	return data;
}
