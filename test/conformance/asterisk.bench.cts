import { asteriskSubject } from './asteriskSubject.cts';
import { conformance } from './conformance.cts';

jest.setTimeout(60_000);

describe('Asterisk on the bench', () => {
	conformance(asteriskSubject);
});
