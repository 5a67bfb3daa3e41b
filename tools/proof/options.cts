import { parseArgs } from 'node:util';
import type { BenchOptions } from '../asterisk/bench.cts';
import { steps, type OpenStep } from './steps.cts';

export const usage = `Proves on a real Asterisk with real phones, and through a real n8n, who hears whom.

  npm run test:pbx -- [--subject NAME] [--write] [--audio HOW] [--keep]

  --subject      ${Object.keys(steps).join(', ')};
                 may be given several times (all when not given)
  --write        writes docs/proof.md, if everything passed
  --audio        capture: RTP on the loopback interface (needs root);
                 recordings: what the phones write down;
                 best: capture where it is possible, else recordings (when not given)
  --keep         keeps the run's folder with configuration, logs and capture
`;

export interface ProofOptions {
	steps: OpenStep[];
	audioCapture: BenchOptions['audioCapture'];
	afterwards: 'writeDocument' | 'nothing';
	folder: 'keepFolder' | 'removeFolder';
}

/** What the command line asks for; undefined for anything unknown. */
export function readOptions(args: string[]): ProofOptions | undefined {
	const { values } = parseArgs({
		args,
		options: {
			subject: { type: 'string', multiple: true, default: Object.keys(steps) },
			write: { type: 'boolean', default: false },
			audio: { type: 'string', default: 'best' },
			keep: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	const { write, audio, keep, help } = values;
	const names = values.subject;
	const chosen = names.flatMap((name) => steps[name] ?? []);
	const partial = chosen.length < Object.keys(steps).length;
	if (help || !isAudioCapture(audio) || chosen.length !== names.length || (write && partial))
		return undefined;
	return {
		steps: chosen,
		audioCapture: audio,
		afterwards: write ? 'writeDocument' : 'nothing',
		folder: keep ? 'keepFolder' : 'removeFolder',
	};
}

function isAudioCapture(word: string): word is BenchOptions['audioCapture'] {
	return ['capture', 'recordings', 'best'].includes(word);
}
