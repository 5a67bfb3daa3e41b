import { likeYeastar } from '../../simulator/api/openvox/switches.cts';
import { conformance } from './conformance.cts';
import { openVoxSubject } from './openVoxSubject.cts';
import { supervisionConformance } from './supervision.cts';

describe.each(['json', 'xml'] as const)('OpenVox UC on the simulator, %s', (dataFormat) => {
	conformance(() => openVoxSubject(dataFormat));
});

describe.each(['json', 'xml'] as const)(
	'supervision on OpenVox UC on the simulator, %s',
	(dataFormat) => {
		supervisionConformance(() => openVoxSubject(dataFormat));
	},
);

describe('OpenVox UC on a simulator that is like a Yeastar', () => {
	conformance(() => openVoxSubject('json', likeYeastar));
	supervisionConformance(() => openVoxSubject('json', likeYeastar));
});
