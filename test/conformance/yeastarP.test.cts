import type { Switches } from '../../simulator/api/yeastarP/switches.cts';
import { conformance } from './conformance.cts';
import { supervisionConformance } from './supervision.cts';
import { yeastarPSubject } from './yeastarPSubject.cts';

describe('Yeastar P-Series on the simulator', () => {
	conformance(() => yeastarPSubject());
});

describe('supervision on Yeastar P-Series on the simulator', () => {
	supervisionConformance(() => yeastarPSubject());
});

/** What the guide leaves open, each in the other way, several at once where they do not meet. */
const otherReadings: Array<[name: string, Partial<Switches>]> = [
	[
		'that says least',
		{
			noCalls: '60001',
			idleQueue: '60001',
			queueSearch: 'unfiltered',
			unknownSupervisor: '60001',
			monitoringNotAllowed: '10005',
			busySupervisor: '-1',
			cdrNumberFields: 'absent',
			dateFormats: 'absent',
			holdReply: 'plain',
		},
	],
	[
		'with other forms',
		{
			noCalls: 'absent',
			memberNumber: 'channel',
			idleQueue: '60001AndEmptyLists',
			monitoringNotAllowed: 'success',
			connection: 'keepAlive',
			missingUserAgent: 'accepted',
			secondSignIn: 'killsFirst',
		},
	],
	['with numbers for numbers', { memberNumber: 'number' }],
	['with addresses for numbers', { memberNumber: 'address' }],
	['with `internal` members', { internalMember: 'internal' }],
];

describe.each(otherReadings)('Yeastar P-Series %s', (_name, switches) => {
	conformance(() => yeastarPSubject(switches));
	supervisionConformance(() => yeastarPSubject(switches));
});
