/** Numbers that are moved against a slope, in steps that grow shorter the more each has moved. */
export class Numbers {
  constructor(numbers) {
    this.now = numbers;
    this.moved = new Float32Array(numbers.length).fill(1e-4);
    this.mean = undefined;
    this.times = 0;
  }

  /**
   * Moves `count` numbers from `at` on by the slopes from `from` on, times a strength.
   * Called for each row of each lesson: with an object of options it would take twice as long.
   * @param drawn how much they are drawn back to nothing
   */
  move(at, slopes, from, count, strength, step, drawn) {
    const { now, moved } = this;
    for (let i = 0; i < count; i += 1) {
      const slope = strength * slopes[from + i];
      if (slope === 0) continue;
      const along = slope + drawn * now[at + i];
      const far = moved[at + i] + along * along;
      moved[at + i] = far;
      now[at + i] -= (step * along) / Math.sqrt(far);
    }
  }

  /** Takes what the numbers are now into their average. */
  average() {
    this.mean ??= new Float32Array(this.now.length);
    this.times += 1;
    const share = 1 / this.times;
    for (let i = 0; i < this.now.length; i += 1) this.mean[i] += (this.now[i] - this.mean[i]) * share;
  }

  get kept() {
    return this.mean ?? this.now;
  }
}
