import { beforeEach, describe, expect, it } from 'vitest';
import { day } from '../../simulator/clock.ts';
import { appid, code, freshStage, stage } from './fresh.ts';
import { plain, sensitive, settingsOf } from './settings.ts';
import { refusedWith } from './stage.ts';

let settings: ReturnType<typeof settingsOf>;

freshStage();
beforeEach(() => {
  settings = settingsOf(stage, appid);
});

type Wanted = { first: number; second: number; certicates?: { key: string; value: string }[] };
const add = (...categories: Wanted[]) => stage.client.addCategory(appid, { categories });
const usable = async () => (await stage.client.getAllCategoryName(appid, {})).category_list.map((one) => one.second_id);
const addSensitive = async () => add({ ...sensitive, certicates: await settings.certicates() });

/** Every category that an account may set without material, but for those that are set. */
const free = async (of: string) => {
  const { categories_list } = await stage.client.getAllCategories(of, {});
  const set = await settingsOf(stage, of).categories();
  return categories_list.categories.flatMap(({ id, level, father = 0, sensitive_type }) =>
    level === 2 && sensitive_type === 0 && !set.some(({ second }) => second === id)
      ? [{ first: father, second: id }]
      : [],
  );
};

describe('the tree of categories', () => {
  it('hangs together and names the material of those that need it', async () => {
    const { categories } = (await stage.client.getAllCategories(appid, {})).categories_list;
    const [root] = categories;
    expect(root).toMatchObject({ id: 0 });
    for (const { id, children } of categories) {
      for (const child of children)
        expect(categories).toContainEqual(expect.objectContaining({ id: child, father: id }));
    }
    const needy = categories.filter(({ sensitive_type }) => sensitive_type === 1);
    expect(needy.map(({ qualify }) => qualify?.exter_list[0]?.inner_list[0]?.name)).toContain('《律师执业资格证》');
  });

  it('is smaller for a person', async () => {
    const person = await stage.account({ principalType: 0 });
    const ofPerson = await stage.client.getAllCategories(person.appid, {});
    expect(await stage.client.getAllCategoriesByType(appid, { verify_type: 0 })).toEqual(ofPerson);
    expect(await stage.client.getAllCategoriesByType(appid, { verify_type: 1 })).toEqual(
      await stage.client.getAllCategories(appid, {}),
    );
    expect(ofPerson.categories_list.categories.map(({ id }) => id)).not.toContain(sensitive.second);
    await expect(
      stage.client.addCategory(person.appid, { categories: [{ ...sensitive, certicates: [] }] }),
    ).rejects.toMatchObject(refusedWith(53302));
  });
});

describe('a category', () => {
  it('without material is usable at once, and gone when it is deleted', async () => {
    await add(plain);
    expect(await usable()).toEqual([2, plain.second]);
    await stage.client.deleteCategory(appid, plain);
    expect(await usable()).toEqual([2]);
    expect(stage.receiver.named('wxa_category_audit')).toEqual([]);
  });

  it('that is sensitive is usable once its audit passed', async () => {
    await stage.person('categoryAuditor', 'ignore');
    await addSensitive();
    expect(await settings.categories()).toContainEqual({ ...sensitive, audit_status: 1 });
    expect(await usable()).toEqual([2]);
    const item = { first_class: '法律服务', second_class: '律师', first_id: 402, second_id: 920 };
    await code.commit('1.0.0');
    await expect(code.submit({ item_list: [item] })).rejects.toMatchObject(refusedWith(85008));
    await expect(stage.client.deleteCategory(appid, sensitive)).rejects.toMatchObject(refusedWith(53308));

    await stage.person('categoryAuditor', 'pass');
    const { payload } = await stage.receiver.push('wxa_category_audit');
    expect(payload).toMatchObject({ ret: '3', first: '402', second: '920' });
    expect(await usable()).toEqual([2, 920]);
    await code.submit({ item_list: [item] });
  });

  it('that was rejected says why and takes other material', async () => {
    await stage.person('categoryAuditor', 'reject');
    await addSensitive();
    const { payload } = await stage.receiver.push('wxa_category_audit', ({ ret }) => ret === '2');
    const { categories } = await stage.client.getSettingCategories(appid, {});
    expect(categories.at(-1)).toMatchObject({ audit_status: 2, audit_reason: payload.reason });
    await stage.person('categoryAuditor', 'pass');
    const certicates = await settings.certicates();
    await stage.client.modifyCategory(appid, { ...sensitive, certicates });
    await stage.receiver.push('wxa_category_audit', ({ ret }) => ret === '3');
    await expect(stage.client.modifyCategory(appid, { ...sensitive, certicates })).rejects.toMatchObject(
      refusedWith(53307),
    );
  });

  it('may be told of before the answer', async () => {
    await stage.person('categoryAuditor', 'pass');
    await stage.order('/faults', { event: 'wxa_category_audit', kind: 'early' });
    await addSensitive();
    expect(stage.receiver.named('wxa_category_audit')).toHaveLength(1);
  });

  it.each([
    ['one that is set', 53304, [{ first: 1, second: 2 }]],
    ['one twice', 53304, [plain, plain]],
    ['an unknown one', 53303, [{ first: 1, second: 999 }]],
    ['material under another name', 53311, [{ ...sensitive, certicates: [{ key: '执照', value: 'x' }] }]],
    ['unknown media', 40007, [{ ...sensitive, certicates: [{ key: '《律师执业资格证》', value: 'x' }] }]],
  ])('is not added where the call holds %s, nor are the others', async (_what, errcode, wrong) => {
    const [first = plain, ...others] = wrong;
    await expect(add({ first: 1, second: 4 }, first, ...others)).rejects.toMatchObject(refusedWith(errcode));
    expect(await usable()).toEqual([2]);
  });
});

describe('the number of categories', () => {
  it('grows by 5 a month, and a deletion gives none back', async () => {
    const more = (await free(appid)).slice(0, 6);
    const [last = plain] = more.splice(5);
    await add(...more);
    await expect(add(last)).rejects.toMatchObject(refusedWith(53300));
    await stage.client.deleteCategory(appid, more[0] ?? plain);
    expect(await stage.client.getSettingCategories(appid, {})).toMatchObject({
      limit: 5,
      quota: 0,
      category_limit: 20,
    });
    await expect(add(last)).rejects.toMatchObject(refusedWith(53300));
    await stage.advance(31 * day);
    await add(last);
    expect(await stage.client.getSettingCategories(appid, {})).toMatchObject({ quota: 4 });
  });

  it('ends at 20', async () => {
    for (let month = 0; month < 4; month += 1) {
      const room = 20 - (await settings.categories()).length;
      await add(...(await free(appid)).slice(0, Math.min(5, room)));
      await stage.advance(31 * day);
    }
    expect(await settings.categories()).toHaveLength(20);
    const [another = plain] = await free(appid);
    await expect(add(another)).rejects.toMatchObject(refusedWith(53301));
  });
});
