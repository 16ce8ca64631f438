import '../../src/elements/owner-room/define.js';
import { failuresOf } from '../support/failure-tests.js';

failuresOf('owner', 'asking');
