"""Many at once: the results in order, whatever comes first, and a worker that dies takes only its own task along."""

import os
import time

import pytest

from tei.pool import cores, each

TASKS = list(range(40))


def slowly(number):
    """The first are the slowest."""
    time.sleep(0.02 if number < 3 else 0)
    return number, os.getpid()


def deadly(number):
    """A task that no worker survives."""
    if number in {7, 21}:
        os._exit(9)
    return number


def failing(number):
    if number == 11:
        raise ValueError(number)
    return number


def dead(number):
    return f"{number} died"


@pytest.mark.parametrize(("jobs", "processes"), [(1, 1), (2, 2)])
def test_results_come_in_the_order_of_the_tasks(jobs, processes):
    results = list(each(slowly, TASKS, jobs, dead))
    assert [number for number, _ in results] == TASKS
    assert len({process for _, process in results}) == processes
    assert (os.getpid() in {process for _, process in results}) == (jobs == 1)


def test_a_few_tasks_are_done_here():
    assert {process for _, process in each(slowly, TASKS[:9], 8, dead)} == {os.getpid()}


def test_a_task_that_kills_its_worker_is_alone_in_its_loss():
    expected = [dead(number) if number in {7, 21} else number for number in TASKS]
    assert list(each(deadly, TASKS, 2, dead)) == expected


def test_an_error_of_a_task_comes_at_its_turn():
    results = each(failing, TASKS, 2, dead)
    assert [next(results) for _ in range(11)] == TASKS[:11]
    with pytest.raises(ValueError, match="11"):
        next(results)


def test_there_is_a_core():
    assert cores() >= 1
