import { asteriskSubject } from './asteriskSubject.cts';
import { conformance } from './conformance.cts';
import { supervisionConformance } from './supervision.cts';

jest.setTimeout(60_000);

describe('Asterisk on the bench', () => {
	conformance(asteriskSubject);
});

describe('supervision on Asterisk on the bench', () => {
	supervisionConformance(asteriskSubject);
});
