import { type App, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../setup/folder.ts';
import { sampleJourney, smallPage, stackOf } from './stack.ts';

// CloudFormation's own rules are for bundles.test.ts; a plugin's are checked in any case.
vi.stubEnv('CDK_VALIDATION', 'false');
vi.stubEnv('TMPDIR', temporaryFolder());

/** With all that a journey can add to the stack. */
const settings = { domain: 'feedback.example.org', alarmAddress: 'operations@example.org' };
const stack = stackOf(sampleJourney(), settings, smallPage());
const app = stack.node.root as App;

interface Finding {
  readonly id: string;
  readonly path: string;
}

interface Acknowledgement extends Finding {
  readonly reason: string;
}

/** With the name of the pack before it, an acknowledgement is the CDK's affair, and the pack itself still finds all. */
const findings = (): Finding[] =>
  new AwsSolutionsChecks(app)
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => ({ id: `AwsSolutions::${ruleName}`, path: constructPath })),
    );

const acknowledgements = (): Acknowledgement[] =>
  stack.node
    .findAll()
    .flatMap(({ node: { path, metadata } }) =>
      metadata
        .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        .flatMap(({ data }) => Object.entries<string>(data).map(([id, reason]) => ({ id, path, reason }))),
    );

const isAbout = (said: Acknowledgement, found: Finding): boolean =>
  said.id === found.id && (found.path === said.path || found.path.startsWith(`${said.path}/`));

it('stays well below the 500 resources that CloudFormation allows a stack', () => {
  expect(Object.keys(Template.fromStack(stack).toJSON().Resources).length).toBeLessThan(400);
});

describe('AWS’s rules for solutions', () => {
  it('find nothing that is not acknowledged beside its construct, with a reason in a sentence', () => {
    const said = acknowledgements();
    expect(findings().filter((found) => !said.some((one) => isAbout(one, found)))).toEqual([]);
    for (const { id, reason } of said) expect(reason, id).toMatch(/^[A-Z].{20,}\.$/);
  });

  it('still find all that is acknowledged: a reason that outlived its fault would hide the next one', () => {
    const found = findings();
    expect(acknowledgements().filter((said) => !found.some((one) => isAbout(said, one)))).toEqual([]);
  });

  it('let the app be synthesized', () => {
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    expect(() => app.synth({ force: true })).not.toThrow();
  });
});
