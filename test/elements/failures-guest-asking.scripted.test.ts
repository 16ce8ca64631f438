import '../../src/elements/knock-form/define.js';
import { failuresOf } from '../support/failure-tests.js';

failuresOf('guest', 'asking');
