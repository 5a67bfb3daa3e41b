import type { Switches } from '../../simulator/api/grandstreamUcm/switches.cts';
import { conformance } from './conformance.cts';
import { grandstreamUcmSubject } from './grandstreamUcmSubject.cts';
import { supervisionConformance } from './supervision.cts';

/** What is not known of a box, read the other way. */
const otherReadings: Array<[string, Partial<Switches>]> = [
	['as Grandstream and its clients print it', {}],
	[
		'with what is open read the other way',
		{
			expiredCookie: '-8',
			missingCookie: '-5',
			cookieLife: 'prolongedByUse',
			secondLogin: 'killsFirst',
			openChallenges: 'newestOnly',
			contentType: 'text/html',
			idleChannelList: 'empty',
			defaultPageSize: '10',
			sides: 'calleeFirst',
			stateWords: 'In Use',
			inCallWord: 'Busy',
			monitoringLeg: 'shownWhenUp',
			monitoredNumber: 'empty',
			ringingLegName: 'phone',
			modeLetters: 'w',
			refusals: '-1',
			queueMembers: 'ampersands',
			systemFields: 'hyphens',
		},
	],
	[
		'with a leg that names the supervisor, and refusals that give no reason',
		{
			stateWords: 'inuse',
			monitoredNumber: 'supervisor',
			bargeExten: 'ignored',
			refusals: '-9',
			queueMembers: 'list',
		},
	],
];

describe.each(otherReadings)('Grandstream UCM on the simulator, %s', (_name, switches) => {
	conformance(() => grandstreamUcmSubject(switches));
	supervisionConformance(() => grandstreamUcmSubject(switches));
});
