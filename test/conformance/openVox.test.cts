import { conformance } from './conformance.cts';
import { openVoxSubject } from './openVoxSubject.cts';

describe.each(['json', 'xml'] as const)('OpenVox UC on the simulator, %s', (dataFormat) => {
	conformance(() => openVoxSubject(dataFormat));
});
