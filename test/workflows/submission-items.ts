/** The category of a new account of the simulator, as the item of a submission. */
export const submissionItems = [{ first_class: '工具', second_class: '备忘录', first_id: 1, second_id: 2 }];
