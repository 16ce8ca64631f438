// Daily's call machine comes as a script element, so that this site's policy need not allow eval.
globalThis.dailyKnockCallOptions = () => ({ dailyConfig: { avoidEval: true } });
