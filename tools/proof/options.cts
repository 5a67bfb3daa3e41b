import { parseArgs } from 'node:util';
import type { BenchOptions } from '../asterisk/bench.cts';
import { steps, type OpenAct } from './steps.cts';

export const usage = `Proves on a real Asterisk with real phones, and through a real n8n, who hears whom.

  npm run test:pbx -- [--under-test NAME] [--write] [--ear HOW] [--keep]

  --under-test   ${Object.keys(steps).join(', ')};
                 may be given several times (all when not given)
  --write        writes docs/proof.md, when everything was played and passed
  --ear          capture: RTP on the loopback interface (needs root);
                 recordings: what the phones write down;
                 best: capture where it is possible, else recordings (when not given)
  --keep         keeps the run's folder with configuration, logs and capture
`;

export interface Order {
	acts: OpenAct[];
	ear: BenchOptions['ear'];
	afterwards: 'writeDocument' | 'nothing';
	folder: 'keepFolder' | 'removeFolder';
}

/** What the command line asks for; undefined when it asks for something that there is not. */
export function readOrder(args: string[]): Order | undefined {
	const { values } = parseArgs({
		args,
		options: {
			'under-test': { type: 'string', multiple: true, default: Object.keys(steps) },
			write: { type: 'boolean', default: false },
			ear: { type: 'string', default: 'best' },
			keep: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	const { write, ear, keep, help } = values;
	const names = values['under-test'];
	const chosen = names.flatMap((name) => steps[name] ?? []);
	const partial = chosen.length < Object.keys(steps).length;
	if (help || !isEar(ear) || chosen.length !== names.length || (write && partial)) return undefined;
	return {
		acts: chosen,
		ear,
		afterwards: write ? 'writeDocument' : 'nothing',
		folder: keep ? 'keepFolder' : 'removeFolder',
	};
}

function isEar(word: string): word is BenchOptions['ear'] {
	return ['capture', 'recordings', 'best'].includes(word);
}
