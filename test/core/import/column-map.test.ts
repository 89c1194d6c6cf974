import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../core/errors.ts';
import { parseColumnMap } from '../../../core/import/row.ts';

const columns = ['Response ID', 'Date', 'How likely, all in all, are you?', 'a', 'a=b', 'Twice', 'Twice', ''];
const parse = (spec: string) => parseColumnMap(spec, columns);
const failure = (spec: string): Error => {
  try {
    parse(spec);
  } catch (error) {
    return error as Error;
  }
  throw new Error(`${spec} was taken`);
};

describe('--map', () => {
  it('says which column means what', () => {
    expect(parse('id=Response ID, occurredAt = Date ,nps=a')).toEqual({
      id: 'Response ID',
      occurredAt: 'Date',
      nps: 'a',
    });
  });

  it('takes columns with commas and equals signs in their names', () => {
    expect(parse('id=Response ID,occurredAt=Date,nps=How likely, all in all, are you?,text=a=b')).toEqual({
      id: 'Response ID',
      occurredAt: 'Date',
      nps: 'How likely, all in all, are you?',
      text: 'a=b',
    });
  });

  it('takes any attribute and any measure with its unit', () => {
    const map = parse('id=Response ID,occurredAt=Date,attribute.Plan_2=a,measure.waitSeconds=a=b');
    expect(map).toMatchObject({ 'attribute.Plan_2': 'a', 'measure.waitSeconds': 'a=b' });
  });

  it.each([
    ['npx=a', '"npx" means nothing here; use id, occurredAt'],
    ['measure.wait_seconds=a', '"measure.wait_seconds" means nothing here'],
    ['attribute.=a', '"attribute." means nothing here'],
    ['', '"" is not field=column'],
    ['id=Respondent', 'no column "Respondent"; its columns are Response ID, Date'],
    ['id', '"id" is not field=column'],
    ['id=', '"id=" is not field=column'],
    ['id=Response ID,occurredAt=Date,text=Twice', 'more than one column "Twice"'],
    ['occurredAt=Date', 'id=COLUMN is missing'],
    ['id=Response ID', 'occurredAt=COLUMN is missing'],
  ])('refuses "%s" and says why', (spec, why) => {
    const error = failure(spec);
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toContain(why);
  });
});
