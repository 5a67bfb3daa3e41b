import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { PhoneName } from '../phones.cts';
import { perPhone, type AudioCapture } from './audioCapture.cts';
import { readWav } from './wav.cts';

type Recordings = Map<string, Int16Array>;

/** Reads what the phones themselves write down. Needs no rights. */
export function readRecordings(folderOf: (name: PhoneName) => string): AudioCapture {
	const look = () => perPhone((name) => readFolder(folderOf(name)));
	return {
		source: "the phones' own recordings",
		async listen(milliseconds) {
			const before = look();
			await sleep(milliseconds);
			const after = look();
			return perPhone((name) => ({
				sent: added(before[name], after[name], '-enc.wav'),
				heard: added(before[name], after[name], '-dec.wav'),
			}));
		},
		end: () => Promise.resolve(),
	};
}

function readFolder(folder: string): Recordings {
	const names = readdirSync(folder).filter((name) => name.endsWith('.wav'));
	return new Map(names.map((name) => [name, readWav(readFileSync(join(folder, name)))]));
}

function added(before: Recordings, after: Recordings, ending: string): Int16Array[] {
	return [...after]
		.filter(([name]) => name.endsWith(ending))
		.map(([name, samples]) => samples.subarray(before.get(name)?.length ?? 0))
		.filter(({ length }) => length > 0);
}
