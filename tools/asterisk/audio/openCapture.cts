import type { Log } from '../../log.cts';
import type { Installation } from '../installation/installation.cts';
import type { PhoneName } from '../phones.cts';
import type { Ports } from '../ports.cts';
import type { AudioCapture } from './audioCapture.cts';
import { readRecordings } from './recordings.cts';
import { startRtpCapture } from './rtpCapture.cts';

/** `capture` needs root; `recordings` are the phones' own; `best` takes what the machine allows. */
export type CaptureKind = 'capture' | 'recordings' | 'best';

export interface CaptureSettings {
	installation: Installation;
	ports: Ports;
	/** Gets the capture file and its log. */
	folder: string;
	recordingsOf: (name: PhoneName) => string;
	log: Log;
}

export async function openCapture(
	kind: CaptureKind,
	{ installation, ports, folder, recordingsOf, log }: CaptureSettings,
): Promise<AudioCapture> {
	if (kind === 'recordings') return readRecordings(recordingsOf);
	const capturing = startRtpCapture(installation, folder, ports);
	if (kind === 'capture') return await capturing;
	return await capturing.catch((error: unknown) => {
		log(
			`${error instanceof Error ? error.message : String(error)}\nTaking the phones' recordings.`,
		);
		return readRecordings(recordingsOf);
	});
}
