import { Command } from 'commander';
import { channelOf, knownChannels } from '../../core/channels/all.ts';
import { doubtsAbout } from '../../core/journey/deployment.ts';
import { journeyJsonSchema } from '../../core/journey/json-schema.ts';
import { readJourney } from '../../core/journey/read.ts';
import type { Source } from '../../core/journey/schema.ts';
import { readText } from './shared.ts';

/** Tools that send whatever somebody asked: without the map none of their answers is read. */
const lacksMap = (source: Source): boolean =>
  channelOf(source)?.guide.questions === 'needed' && Object.keys(source.questions).length === 0;

export const checkCommand = new Command('check')
  .description('print every problem of a journey, with its place and how to mend it')
  .argument('[file]', 'the journey', 'journey.yaml')
  .option('--json', 'print the problems as JSON')
  .option('--schema', "print the journey's JSON Schema for editors instead")
  .action((file: string, options: { json?: true; schema?: true }) => {
    if (options.schema) {
      console.log(JSON.stringify(journeyJsonSchema(), null, 2));
      return;
    }
    const read = readJourney(readText(file), { fileName: file, ...knownChannels });
    const problems = read.ok ? [] : read.problems;
    if (options.json) console.log(JSON.stringify({ file, problems }, null, 2));
    else if (read.ok) {
      const { journeys, sources, digests } = read.journey;
      const touchpoints = journeys.flatMap(({ stages }) => stages.flatMap((stage) => stage.touchpoints));
      console.log(
        `${file}: no problems (touchpoints: ${touchpoints.length}, sources: ${sources.length}, digests: ${digests.length})`,
      );
      for (const { id } of sources.filter(lacksMap)) {
        console.log(`${id} has no question map yet, so nothing it brings is read: npx listening-path sources ${id}`);
      }
      for (const doubt of doubtsAbout(read.deployment)) console.log(doubt);
    } else console.error(problems.join('\n'));
    process.exitCode = read.ok ? 0 : 1;
  });
